import type { Readable } from 'node:stream'

/** What is known of a stored object without reading it. */
export interface Stored {
  /** Relative to the store's prefix, "/"-separated. */
  readonly key: string
  readonly bytes: number
  /** Opaque: changes whenever the object's bytes change. */
  readonly etag: string
  /** When these bytes were written, by the store's own clock; absent: it does not tell, or not in its answer to a put. */
  readonly writtenAt?: Date
  /** An object lock or legal hold forbids its removal until then; only `head` tells. */
  readonly lockedUntil?: Date
}

export interface PutOptions {
  readonly signal: AbortSignal
  /** Fail with `store-exists` if the key is there already. */
  readonly ifAbsent?: boolean
  /** Fail with `store-changed` unless the object's etag is this one. */
  readonly ifMatch?: string
  /** The caller checked a moment ago what is there: the write does not check again. */
  readonly looked?: boolean
  /**
   * May take of the room that a directory keeps: what is written so that something can be deleted. `half`: what is written in
   * any number, such as marks, leaves the other half to what a purge cannot do without.
   */
  readonly fromReserve?: boolean | 'half'
  /** A part of a backup: takes the storage class that the policy names. What must be readable at any time never does. */
  readonly data?: boolean
  /** What a browser should take it for, asking each time whether it is still so; a store of files goes by the name. */
  readonly contentType?: string
  /** Told how the put gets on; every store tells it. */
  readonly pace?: Pace
  /** Told of each buffer of the body that the store does not look at any more, so that it may be filled again; not of all. */
  readonly spent?: (chunk: Buffer) => void
  /** A guess of the body's length in bytes, so that an upload can choose its part size; never a promise. */
  readonly expectedBytes?: number
}

/** Tells a store that hangs from one that waits for its body. */
export interface Pace {
  /** From now on the body is waited for. */
  rest(): void
  /** From now on the store is. */
  work(): void
  /** It has taken some bytes. */
  beat(): void
}

/** Bytes from `start` (inclusive) to `end` (exclusive; absent = to the end). */
export interface Range {
  readonly start: number
  readonly end?: number
}

/** A key that was found, and what is known of its object where that was looked at. */
export interface Found {
  readonly key: string
  readonly stored?: Stored
}

/** A small object that was read. */
export interface Whole {
  readonly stored: Stored
  readonly bytes: Uint8Array
}

/** Of a file system, in bytes. */
export interface Room {
  /** For whom is not root. */
  readonly freeBytes: number
  readonly totalBytes: number
}

export interface GetOptions {
  readonly range?: Range
  readonly signal: AbortSignal
}

/**
 * A place that keeps objects. Keys are relative and "/"-separated; every failure is a Problem that names `where`, the
 * key and the call (`store-missing`, `store-denied`, `store-full`, `store-unavailable`, `store-failed`, ...).
 */
export interface Store {
  /** For messages: "s3://bucket/prefix", "directory /var/backups". Never holds a secret. */
  readonly where: string
  /**
   * Atomic: if the body errors or the signal fires, nothing is ever visible under key. A body that errors makes `put`
   * reject with that error. Bodies are object-mode or byte streams of Buffers; the store never writes to its buffers.
   */
  put(key: string, body: Readable | Uint8Array, options: PutOptions): Promise<Stored>
  /**
   * Rejects with `object-missing` if there is none; a body shorter than promised errors the stream. Its chunks are the
   * reader's own, who may write to them or give their memory back.
   */
  get(key: string, options: GetOptions): Promise<Readable>
  /** A small object, whole, with what is known of these very bytes, in one call. Absent: head and get it. */
  read?(key: string, maxBytes: number, signal: AbortSignal): Promise<Whole | undefined>
  /** undefined: there is no such object. */
  head(key: string, signal: AbortSignal): Promise<Stored | undefined>
  /** Every object whose key starts with `prefix`, sorted by key (byte order): every page, or it throws. */
  list(prefix: string, signal: AbortSignal): AsyncIterable<Stored>
  /**
   * What `list` gives below these folders ("a/b/"), folder by folder, in pieces: for many keys at less than a step for each.
   * Of what is `bare` the key alone is asked for. Absent: list them.
   */
  survey?(
    folders: readonly string[],
    bare: (key: string) => boolean,
    signal: AbortSignal,
  ): AsyncIterable<readonly Found[]>
  /**
   * Puts small objects, each as `put` does, and all of them are durable once it resolves. Rejects with the first failure;
   * others may have been written. Absent: put each.
   */
  putAll?(
    objects: readonly { readonly key: string; readonly bytes: Uint8Array }[],
    options: Pick<PutOptions, 'signal' | 'fromReserve' | 'pace'>,
  ): Promise<void>
  /** No object of it can be locked against its removal. Absent: `head` tells. */
  readonly lockless?: true
  /** Removing what is not there is not an error; anything that could not be removed is. */
  remove(keys: readonly string[], signal: AbortSignal): Promise<void>
  /** True if nothing at all is there: what a directory looks like whose disk is not mounted. Absent: cannot be mistaken. */
  blank?(signal: AbortSignal): Promise<boolean>
  /** How many objects one answer of `list` has room for, where each answer is a round trip. Absent: listing costs none. */
  readonly page?: number
  /** The store's own time, of which `writtenAt` speaks; undefined: it does not tell. Absent: it has the clock of this machine. */
  time?(signal: AbortSignal): Promise<Date | undefined>
  /** How much room its file system has; undefined: there is nothing yet. Absent: nobody knows. */
  room?(signal: AbortSignal): Promise<Room | undefined>
  /** What stands before the first "/" of its keys, each once and sorted, without listing what is below. Absent: list it all. */
  folders?(signal: AbortSignal): Promise<readonly string[]>
  /**
   * The same store, also once it is given up for this run: for one last word that must not wait for the next run. Whoever
   * uses it sets a time limit of a few seconds, and leaves behind what does not heed it. Absent: this one is never given up.
   */
  readonly parting?: Store
}
