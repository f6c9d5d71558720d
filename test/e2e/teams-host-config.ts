import { type TeamsTheme, themeColors } from '../support/teams-themes.ts';

/** Close to how Teams draws cards: its spacing, its type sizes and its colours. */
export function teamsHostConfig(theme: TeamsTheme): object {
  return {
    supportsInteractivity: true,
    fontFamily: '"Segoe UI", "Liberation Sans", sans-serif',
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 400, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: looks[theme].separator },
    containerStyles: themeColors[theme],
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

interface Look {
  readonly text: string;
  readonly field: string;
  readonly line: string;
  readonly page: string;
  readonly separator: string;
  readonly scheme: 'light' | 'dark';
}

const light: Look = {
  text: '#242424',
  field: '#ffffff',
  line: '#d1d1d1',
  page: '#ebebeb',
  separator: '#e0e0e0',
  scheme: 'light',
};
const dark: Look = {
  text: '#ffffff',
  field: '#1f1f1f',
  line: '#666666',
  page: '#141414',
  separator: '#525252',
  scheme: 'dark',
};
const looks: Readonly<Record<TeamsTheme, Look>> = {
  light,
  dark,
  contrast: { ...dark, field: '#000000', line: '#ffffff', page: '#000000', separator: '#ffffff' },
  'light-fluent': light,
  'dark-fluent': dark,
};

/** The look of buttons and fields, which Teams gives by style sheet. */
export function teamsCss(theme: TeamsTheme): string {
  const { text, field, line, page, scheme } = looks[theme];
  return `
    body { margin: 0; padding: 12px; background: ${page}; color: ${text}; font: 14px "Segoe UI", "Liberation Sans", sans-serif; }
    #card { border-radius: 6px; overflow: hidden; }
    .ac-pushButton { background: ${field}; color: ${text}; border: 1px solid ${line}; border-radius: 4px; font: 600 14px "Segoe UI", "Liberation Sans", sans-serif; padding: 5px 12px; min-height: 32px; cursor: pointer; overflow: hidden; text-overflow: ellipsis; }
    .ac-input, .ac-multichoiceInput { box-sizing: border-box; background: ${field}; color: ${text}; font: 14px "Segoe UI", "Liberation Sans", sans-serif; }
    textarea.ac-input, input.ac-dateInput, select.ac-input { border: 1px solid ${line}; border-radius: 4px; padding: 6px 8px; width: 100%; color-scheme: ${scheme}; }
    textarea.ac-input { min-height: 74px; }
    p { margin: 0 0 8px; } p:last-child { margin-bottom: 0; }
  `;
}
