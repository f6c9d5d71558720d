import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';

/**
 * How users hold the storage process: each keeps one connection open for as long as it uses the storage, so that a user
 * that is killed is noticed as well as one that leaves. A user says the claim's token and hears `others N`; to go it says
 * `leave`, and hears `left`, or `written` when it was the last and all data are in the folder.
 */

const host = '127.0.0.1';
const longestWord = 200;

/** The storage process's side. */
export interface Leases {
  readonly port: number;
  /** How many hold one now; those who leave are not counted. */
  count(): number;
  /** Tells those who left that others go on. */
  dismiss(): void;
  /** Takes no more users; whoever was there stays connected. */
  refuse(): void;
  /** Tells everybody who is still connected that the data are in the folder. */
  tellWritten(): Promise<void>;
}

/** Listens on a free port of the loopback interface; hears of each user that goes, by its own word or because it ended. */
export async function openLeases(
  token: string,
  onChange: (change: 'joined' | 'left' | 'lost') => void,
): Promise<Leases> {
  const holders = new Set<Socket>();
  const leaving = new Set<Socket>();
  let refusing = false;

  const hear = (socket: Socket, word: string) => {
    if (!holders.has(socket)) {
      if (refusing || leaving.has(socket) || word !== token) return socket.destroy();
      socket.setTimeout(0);
      socket.write(`others ${holders.size}\n`);
      holders.add(socket);
      return onChange('joined');
    }
    if (word !== 'leave') return;
    holders.delete(socket);
    leaving.add(socket);
    onChange('left');
  };
  const server = net.createServer((socket) => {
    socket.setTimeout(30_000, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      leaving.delete(socket);
      if (holders.delete(socket)) onChange('lost');
    });
    onWords(socket, (word) => hear(socket, word));
  });
  server.listen(0, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    count: () => holders.size,
    dismiss() {
      for (const socket of leaving) socket.end('left\n');
      leaving.clear();
    },
    refuse() {
      refusing = true;
      server.close();
    },
    async tellWritten() {
      await Promise.all(
        [...leaving, ...holders].map(
          (socket) =>
            new Promise<void>((resolve) => {
              socket.once('close', () => resolve());
              socket.end('written\n', resolve);
            }),
        ),
      );
    },
  };
}

/** A user's side. */
export interface Lease {
  /** How many other users the storage had when this one came. */
  readonly others: number;
  /** Gives the storage back; false when it ended without having written its data. */
  leave(): Promise<boolean>;
}

/**
 * `refused`: nobody listens there, or not the one who gave the token. `silent`: no answer in time, as of one too busy.
 */
export type LeaseAnswer = Lease | 'refused' | 'silent';

/** Holds the storage behind a claim until `leave`, or until this process ends. It keeps no process alive. */
export function takeLease(
  { port, token }: { readonly port: number; readonly token: string },
  onLost: () => void,
  patienceMilliseconds = 5_000,
): Promise<LeaseAnswer> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port });
    let isHeld = false;
    let goodbye: ((written: boolean) => void) | null = null;
    const settle = (answer: LeaseAnswer) => {
      clearTimeout(giveUp);
      resolve(answer);
    };
    const giveUp = setTimeout(() => {
      settle('silent');
      socket.destroy();
    }, patienceMilliseconds);
    socket.once('connect', () => socket.write(`${token}\n`));
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      settle('refused');
      if (goodbye) goodbye(false);
      else if (isHeld) onLost();
    });
    onWords(socket, (word) => {
      const others = /^others (\d+)$/.exec(word)?.[1];
      if (!isHeld && others !== undefined) {
        isHeld = true;
        socket.unref();
        settle({ others: Number(others), leave });
      } else if (word === 'left' || word === 'written') {
        goodbye?.(true);
      } else {
        socket.destroy();
      }
    });
    const leave = () =>
      new Promise<boolean>((left) => {
        goodbye = left;
        if (socket.destroyed) return left(false);
        socket.ref();
        socket.write('leave\n');
      });
  });
}

/** Calls back with each line of a peer, and cuts off one who sends no end of it. readline would throw a socket’s errors. */
function onWords(socket: Socket, hear: (word: string) => void): void {
  let unread = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk) => {
    const words = `${unread}${chunk}`.split('\n');
    unread = words.pop() ?? '';
    for (const word of words) hear(word);
    if (unread.length > longestWord) socket.destroy();
  });
}
