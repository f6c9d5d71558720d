/** Close to how Teams draws cards: its spacing, its type sizes and its colours in the light and dark themes. */
export function teamsHostConfig(theme: 'light' | 'dark'): object {
  const light = theme === 'light';
  const color = (value: string, subtle = value) => ({ default: value, subtle });
  const foregroundColors = light
    ? {
        default: color('#242424', '#616161'),
        dark: color('#242424', '#616161'),
        light: color('#ffffff', '#e0e0e0'),
        accent: color('#5b5fc7'),
        good: color('#237b4b'),
        warning: color('#835c00'),
        attention: color('#b10e1c'),
      }
    : {
        default: color('#ffffff', '#adadad'),
        dark: color('#ffffff', '#adadad'),
        light: color('#ffffff', '#e0e0e0'),
        accent: color('#9299f7'),
        good: color('#92c353'),
        warning: color('#f8d22a'),
        attention: color('#f1707b'),
      };
  const container = (backgroundColor: string) => ({ backgroundColor, foregroundColors });
  return {
    supportsInteractivity: true,
    fontFamily: '"Segoe UI", "Liberation Sans", sans-serif',
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 400, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: light ? '#e0e0e0' : '#525252' },
    containerStyles: {
      default: container(light ? '#ffffff' : '#292929'),
      emphasis: container(light ? '#f5f5f5' : '#1f1f1f'),
      accent: container(light ? '#e8ebfa' : '#2f2f4a'),
      good: container(light ? '#e7f2da' : '#0d2e0d'),
      warning: container(light ? '#fbf6d9' : '#463100'),
      attention: container(light ? '#fcf4f6' : '#3e1f25'),
    },
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
    },
    inputs: {
      label: {
        inputSpacing: 'small',
        requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
        optionalInputs: { weight: 'bolder' },
      },
      errorMessage: { color: 'attention', spacing: 'small' },
    },
  };
}

/** The look of buttons and fields, which Teams gives by style sheet. */
export function teamsCss(theme: 'light' | 'dark'): string {
  const [text, field, line, page] =
    theme === 'light'
      ? ['#242424', '#ffffff', '#d1d1d1', '#ebebeb']
      : ['#ffffff', '#1f1f1f', '#666666', '#141414'];
  return `
    body { margin: 0; padding: 12px; background: ${page}; color: ${text}; font: 14px "Segoe UI", "Liberation Sans", sans-serif; }
    #card { border-radius: 6px; overflow: hidden; }
    .ac-pushButton { background: ${field}; color: ${text}; border: 1px solid ${line}; border-radius: 4px; font: 600 14px "Segoe UI", "Liberation Sans", sans-serif; padding: 5px 12px; min-height: 32px; cursor: pointer; overflow: hidden; text-overflow: ellipsis; }
    .ac-input, .ac-multichoiceInput { box-sizing: border-box; background: ${field}; color: ${text}; font: 14px "Segoe UI", "Liberation Sans", sans-serif; }
    textarea.ac-input, input.ac-dateInput, select.ac-input { border: 1px solid ${line}; border-radius: 4px; padding: 6px 8px; width: 100%; color-scheme: ${theme}; }
    textarea.ac-input { min-height: 74px; }
    p { margin: 0 0 8px; } p:last-child { margin-bottom: 0; }
  `;
}
