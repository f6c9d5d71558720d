// Loaded into the Agents Playground's process before its own code (node --import). Nothing on disk is changed.
import net from 'node:net';
import process from 'node:process';

// Its configuration schema wants exactly five colleagues; a board has more. The schema is the first JSON it reads by
// that id, and parsing is put back as it was right after.
const parse = JSON.parse;
JSON.parse = (text, reviver) => {
  const value = parse(text, reviver);
  if (
    typeof value?.$id === 'string' &&
    value.$id.endsWith('/config.schema.json') &&
    value.properties?.users
  ) {
    delete value.properties.users.minItems;
    delete value.properties.users.maxItems;
    JSON.parse = parse;
  }
  return value;
};

// It asks nobody who they are, so it must not listen on other interfaces than this machine's own.
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (port, ...rest) {
  const hostless = typeof port === 'number' && typeof rest[0] !== 'string';
  return hostless ? listen.call(this, port, '127.0.0.1', ...rest) : listen.call(this, port, ...rest);
};

// The demo may be killed without a chance to stop its child: the broken channel tells.
process.on('disconnect', () => process.exit(0));
