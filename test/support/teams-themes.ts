/**
 * The colours in which Teams draws cards, by theme. Colours are `#RRGGBB` or, as host configurations write them, `#AARRGGBB`.
 *
 * `light` and `dark` are the host configurations that Microsoft publishes for Teams: microsoft/AdaptiveCards,
 * samples/HostConfig/microsoft-teams-light.json and -dark.json. The Agents Playground draws with the same light one (in
 * @microsoft/m365agentsplayground 0.2.28, dist/client/static/js/main.*.js). For high contrast none is published: `contrast` is
 * what Fluent UI, of which Teams is made, gives that theme (microsoft/fluentui, packages/tokens/src/global/colors.ts, `hc...`).
 * `light-fluent` and `dark-fluent` are Fluent UI’s softer colours, which newer clients seem to show; nobody has published that they do.
 */
export const teamsThemes = ['light', 'dark', 'contrast', 'light-fluent', 'dark-fluent'] as const;
export type TeamsTheme = (typeof teamsThemes)[number];

export const containerStyles = ['default', 'emphasis', 'accent', 'good', 'warning', 'attention'] as const;
export type ContainerStyle = (typeof containerStyles)[number];

export const textColors = ['default', 'dark', 'light', 'accent', 'good', 'warning', 'attention'] as const;
export type TextColor = (typeof textColors)[number];

export interface Shades {
  readonly default: string;
  readonly subtle: string;
}

export interface StyleColors {
  readonly backgroundColor: string;
  readonly foregroundColors: Readonly<Record<TextColor, Shades>>;
}

type Foreground = StyleColors['foregroundColors'];
type Backgrounds = Readonly<Record<ContainerStyle, string>>;

const shades = (shade: string, subtle = shade): Shades => ({ default: shade, subtle });

function styles(
  backgrounds: Backgrounds,
  foreground: (style: ContainerStyle) => Foreground,
): Readonly<Record<ContainerStyle, StyleColors>> {
  const of = (style: ContainerStyle): StyleColors => ({
    backgroundColor: backgrounds[style],
    foregroundColors: foreground(style),
  });
  return {
    default: of('default'),
    emphasis: of('emphasis'),
    accent: of('accent'),
    good: of('good'),
    warning: of('warning'),
    attention: of('attention'),
  };
}

const pastel = { accent: '#C7DEF9', good: '#CCFFCC', warning: '#FFE2B2', attention: '#FFC5B2' };

const publishedLight: Foreground = {
  default: shades('#ff252424', '#bf252424'),
  dark: shades('#252424', '#bf252424'),
  light: shades('#ffffff', '#fff3f2f1'),
  accent: shades('#6264a7', '#8b8cc7'),
  good: shades('#92c353', '#e592c353'),
  warning: shades('#f8d22a', '#e5f8d22a'),
  attention: shades('#c4314b', '#e5c4314b'),
};

/** On the pastel backgrounds, which the dark theme shares with the light one, its text is dark. */
const publishedDarkOnPastel: Foreground = {
  default: shades('#ff201f1f', '#ff2d2c2c'),
  dark: shades('#ff201f1f', '#ff2d2c2c'),
  light: shades('#ffffffff', '#bfffffff'),
  accent: shades('#ffa6a7dc', '#ff8b8cc7'),
  good: shades('#ff92c353', '#e592c353'),
  warning: shades('#fff8d22a', '#e5f8d22a'),
  attention: shades('#ffd74654', '#e5d74654'),
};
const publishedDark: Foreground = { ...publishedDarkOnPastel, default: shades('#ffffffff', '#bfffffff') };

const fluentLight: Foreground = {
  default: shades('#242424', '#616161'),
  dark: shades('#242424', '#616161'),
  light: shades('#ffffff', '#e0e0e0'),
  accent: shades('#5b5fc7'),
  good: shades('#237b4b'),
  warning: shades('#835c00'),
  attention: shades('#b10e1c'),
};
const fluentDark: Foreground = {
  default: shades('#ffffff', '#adadad'),
  dark: shades('#ffffff', '#adadad'),
  light: shades('#ffffff', '#e0e0e0'),
  accent: shades('#9299f7'),
  good: shades('#92c353'),
  warning: shades('#f8d22a'),
  attention: shades('#f1707b'),
};

const black = '#000000';
const white = shades('#ffffff');
const contrast: Foreground = {
  default: white,
  dark: white,
  light: white,
  accent: shades('#ffff00'),
  good: white,
  warning: white,
  attention: white,
};

/** What each theme gives each style of container. */
export const themeColors: Readonly<Record<TeamsTheme, Readonly<Record<ContainerStyle, StyleColors>>>> = {
  light: styles({ ...pastel, default: '#ffffff', emphasis: '#fff9f8f7' }, () => publishedLight),
  dark: styles({ ...pastel, default: '#ff2d2c2c', emphasis: '#ff292828' }, (style) =>
    style === 'default' || style === 'emphasis' ? publishedDark : publishedDarkOnPastel,
  ),
  contrast: styles(
    { default: black, emphasis: black, accent: black, good: black, warning: black, attention: black },
    () => contrast,
  ),
  'light-fluent': styles(
    {
      default: '#ffffff',
      emphasis: '#f5f5f5',
      accent: '#e8ebfa',
      good: '#e7f2da',
      warning: '#fbf6d9',
      attention: '#fcf4f6',
    },
    () => fluentLight,
  ),
  'dark-fluent': styles(
    {
      default: '#292929',
      emphasis: '#1f1f1f',
      accent: '#2f2f4a',
      good: '#0d2e0d',
      warning: '#463100',
      attention: '#3e1f25',
    },
    () => fluentDark,
  ),
};
