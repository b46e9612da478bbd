/**
 * All pictures that this page has, in its memory and nowhere else.
 *
 *   bytes ──► waiting ──decode──► live       told to the listeners and let go
 *                └ a newer one    taken      told to the listeners and kept: one
 *                  of its name    thumbnail  kept by the picture's id
 *                  replaces it    earlier    kept by lesion and shot
 *
 * One picture is decoded at a time, the one just taken before all others, a live one before the small ones: only what
 * nobody has to wait for comes late. Every live picture, drawn or dropped, is reported with `drawn`: the station sends no
 * more than two that have not been.
 */
import { type PictureKind, type PictureMessage, pictureMessage } from './message.ts';

/** Pictures that are kept of either small kind; a visit has fewer. The oldest goes first. */
const keptMax = 200;

/** What is known of a decoded picture here: that it holds memory until it is closed. */
interface Closable {
  close(): void;
}

export interface BoardParts<Picture> {
  /** May reject: what the browser cannot read is left out. */
  decode(jpeg: Uint8Array<ArrayBuffer>): Promise<Picture>;
  /** A live picture was dealt with. */
  drawn(): void;
}

/** The `Pictures` of a kiosk screen, when `Picture` is an `ImageBitmap`, and what fills and empties them. */
export interface Board<Picture> {
  /** To be called with each binary message of the station. */
  receive(message: ArrayBuffer): void;
  /** Closes every picture and drops what waits: the visit has ended, the screen locks, the station does not answer. */
  forget(): void;
  onPicture(listener: (kind: 'live' | 'taken', picture: Picture) => void): () => void;
  taken(): Picture | undefined;
  thumbnail(id: string): Picture | undefined;
  earlier(lesion: string, shot: string): Picture | undefined;
  onChange(listener: () => void): () => void;
}

/** The order in which waiting pictures are decoded. */
const urgency: readonly PictureKind[] = ['taken', 'live', 'thumbnail', 'earlier'];

export function pictureBoard<Picture extends Closable>(parts: BoardParts<Picture>): Board<Picture> {
  const waiting: Record<PictureKind, Map<string, PictureMessage>> = {
    taken: new Map(),
    live: new Map(),
    thumbnail: new Map(),
    earlier: new Map(),
  };
  const kept: Record<Exclude<PictureKind, 'live'>, Map<string, Picture>> = {
    taken: new Map(),
    thumbnail: new Map(),
    earlier: new Map(),
  };
  const pictureListeners = new Set<(kind: 'live' | 'taken', picture: Picture) => void>();
  const changeListeners = new Set<() => void>();
  let decoding = false;
  let forgotten = 0; // counts: what was being decoded meanwhile is nobody's any more

  function take(): PictureMessage | undefined {
    for (const kind of urgency) {
      for (const [name, message] of waiting[kind]) {
        waiting[kind].delete(name);
        return message;
      }
    }
    return undefined;
  }

  async function decodeWaiting(): Promise<void> {
    decoding = true;
    for (let message = take(); message; message = take()) {
      const since = forgotten;
      const picture = await parts.decode(message.jpeg).catch(undrawable);
      if (since !== forgotten) picture?.close();
      else if (picture) put(message, picture);
      if (message.kind === 'live') parts.drawn();
    }
    decoding = false;
  }

  function put({ kind, name }: PictureMessage, picture: Picture): void {
    if (kind !== 'live') keep(kept[kind], name, picture);
    if (kind === 'live' || kind === 'taken') for (const listener of pictureListeners) listener(kind, picture);
    else changed();
    if (kind === 'live') picture.close();
  }

  function changed(): void {
    for (const listener of changeListeners) listener();
  }

  return {
    receive(bytes) {
      const message = pictureMessage(bytes);
      if (!message) return;
      const { kind, name } = message;
      const unseen = kind === 'live' && pictureListeners.size === 0; // nobody looks: not worth decoding
      if (unseen || (kind === 'live' && waiting.live.has(name))) parts.drawn();
      if (unseen) return;
      waiting[kind].set(name, message);
      if (waiting[kind].size > keptMax) waiting[kind].delete(waiting[kind].keys().next().value ?? name);
      if (!decoding) void decodeWaiting();
    },
    forget() {
      forgotten += 1;
      if (waiting.live.size > 0) parts.drawn();
      for (const messages of Object.values(waiting)) messages.clear();
      for (const pictures of Object.values(kept)) {
        for (const picture of pictures.values()) picture.close();
        pictures.clear();
      }
      changed();
    },
    onPicture: (listener) => listening(pictureListeners, listener),
    taken: () => kept.taken.get(''),
    thumbnail: (id) => kept.thumbnail.get(id),
    earlier: (lesion, shot) => kept.earlier.get(`${lesion} ${shot}`),
    onChange: (listener) => listening(changeListeners, listener),
  };
}

function keep<Picture extends Closable>(pictures: Map<string, Picture>, name: string, picture: Picture): void {
  pictures.get(name)?.close();
  pictures.delete(name); // so that it becomes the newest
  pictures.set(name, picture);
  if (pictures.size <= keptMax) return;
  for (const [oldest, old] of pictures) {
    old.close();
    pictures.delete(oldest);
    return;
  }
}

function listening<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** A JPEG that the browser cannot read is left out. The photographer sees it: the live view says when it stands still. */
function undrawable(): undefined {
  return undefined;
}
