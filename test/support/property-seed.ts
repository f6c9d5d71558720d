import process from 'node:process';
import fc from 'fast-check';

// A developer's runs explore with a new seed each; a merge is not held up by what nobody has changed.
if (process.env['CI']) fc.configureGlobal({ seed: 20_261_121 });
