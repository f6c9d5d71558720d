import process from 'node:process';
import fc from 'fast-check';

// A developer's runs explore with a new seed each, or repeat the one that is named; a merge is not held up by what nobody has
// changed.
const { PROPERTY_SEED: named, CI: isMerge } = process.env;
if (named !== undefined) fc.configureGlobal({ seed: Number(named) });
else if (isMerge) fc.configureGlobal({ seed: 20_261_121 });
