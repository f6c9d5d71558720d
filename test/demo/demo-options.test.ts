import { describe, expect, it } from 'vitest';
import { parseDemoArguments } from '../../src/demo/demo-options.ts';
import { createProgress } from '../../src/demo/progress.ts';

describe('the demo’s arguments', () => {
  const defaults = { help: false, fresh: false, botPort: null, playgroundPort: 3979 };

  it.each([
    [[], defaults],
    [['--fresh'], { ...defaults, fresh: true }],
    [['--port', '4000', '--playground-port=0'], { ...defaults, botPort: 4000, playgroundPort: 0 }],
    [['--help'], { ...defaults, help: true }],
  ])('%j are understood', (args, expected) => {
    expect(parseDemoArguments(args)).toEqual(expected);
  });

  it.each([
    [['--port', 'x'], /^--port is “x”: give a number from 0 to 65535/],
    [['--playground-port', '65536'], /^--playground-port is “65536”/],
    [['--port=-1'], /^--port is “-1”/],
    [['--reset'], /--reset[\s\S]*--fresh/],
    [['stray'], /stray[\s\S]*npm run demo/],
  ])('%j are refused with what to give', (args, message) => {
    expect(() => parseDemoArguments(args)).toThrow(
      expect.objectContaining({
        name: 'Refusal',
        code: 'bad-input',
        message: expect.stringMatching(message),
      }),
    );
  });
});

describe('progress', () => {
  it('says what is done and how long it took, and what failed', async () => {
    let time = 1_000;
    let said = '';
    const progress = createProgress(
      (text) => {
        said += text;
      },
      () => time,
    );
    const result = await progress.step('Starting storage', async () => {
      time += 440;
      return 7;
    });
    expect(result).toBe(7);
    await expect(progress.step('Opening', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    progress.line('Ready.');
    expect(said).toBe('Starting storage ... done (0.4 s)\nOpening ... failed\nReady.\n');
  });
});
