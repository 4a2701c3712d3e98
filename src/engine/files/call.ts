import {
  type BigIntStats,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  ftruncateSync,
  futimesSync,
  lstatSync,
  openSync,
  readdirSync,
  read as readLater,
  readlinkSync,
  readSync,
  write as writeLater,
  writeSync,
} from 'node:fs'
import { lstat, open, readdir, readFile, readlink } from 'node:fs/promises'
import { promisify } from 'node:util'
import { isBelow } from './name.ts'

type Maybe<T> = T | Promise<T>
type Path = string | Buffer

/** A file or directory that is open for reading. */
export interface OpenFile {
  readonly fd: number
  stat(): Maybe<BigIntStats>
  /** How many bytes were read. */
  read(into: Buffer, length: number, at: number): Maybe<number>
  close(): Maybe<void>
}

/** A file that is being made. */
interface NewFile {
  /** Writes all of it, at this place of the file. */
  write(chunk: Buffer, at: number): Maybe<void>
  truncate(bytes: number): Maybe<void>
  chown(uid: number, gid: number): Maybe<void>
  chmod(mode: number): Maybe<void>
  utimes(time: number | Date): Maybe<void>
  close(): Maybe<void>
}

/** How files are looked at and written. What throws at once and what rejects are the same to whoever awaits inside `try`. */
export interface Calls {
  lstat(path: Path): Maybe<BigIntStats>
  readlink(path: Path): Maybe<Buffer>
  names(path: Path): Maybe<readonly string[]>
  namesAsBytes(path: Path): Maybe<readonly Buffer[]>
  open(path: Path, flags: number): Maybe<OpenFile>
  /** A new file that only its owner may read; EEXIST where the name is taken, by a link too. */
  create(path: Path): Maybe<NewFile>
}

// More than a small file: the main thread has other work while a disk gives it.
const atOnceBytes = 256 << 10
const readInPool = promisify(readLater)
const writeInPool = promisify(writeLater)
const asNew = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW

/** Through the thread pool: a call that never ends (a server that is gone) stops nobody else. */
export const inPool: Calls = {
  lstat: (path) => lstat(path, { bigint: true }),
  readlink: (path) => readlink(path, { encoding: 'buffer' }),
  names: (path) => readdir(path),
  namesAsBytes: (path) => readdir(path, { encoding: 'buffer' }),
  async open(path, flags) {
    const handle = await open(path, flags)
    return {
      fd: handle.fd,
      stat: () => handle.stat({ bigint: true }),
      read: async (into, length, at) => (await handle.read(into, 0, length, at)).bytesRead,
      close: () => handle.close(),
    }
  },
  async create(path) {
    const handle = await open(path, asNew, 0o600)
    return {
      async write(chunk, at) {
        for (let done = 0; done < chunk.length; ) {
          done += (await handle.write(chunk, done, chunk.length - done, at + done)).bytesWritten
        }
      },
      truncate: (bytes) => handle.truncate(bytes),
      chown: (uid, gid) => handle.chown(uid, gid),
      chmod: (mode) => handle.chmod(mode),
      utimes: (time) => handle.utimes(time, time),
      close: () => handle.close(),
    }
  },
}

/** On the main thread: for a small file of a disk of this machine a turn of the pool costs ten times the call. */
export const atOnce: Calls = {
  lstat: (path) => lstatSync(path, { bigint: true }),
  readlink: (path) => readlinkSync(path, { encoding: 'buffer' }),
  names: (path) => readdirSync(path),
  namesAsBytes: (path) => readdirSync(path, { encoding: 'buffer' }),
  open(path, flags) {
    const fd = openSync(path, flags)
    return {
      fd,
      stat: () => fstatSync(fd, { bigint: true }),
      read: (into, length, at) =>
        length > atOnceBytes
          ? readInPool(fd, into, 0, length, at).then(({ bytesRead }) => bytesRead)
          : readSync(fd, into, 0, length, at),
      close: () => closeSync(fd),
    }
  },
  create(path) {
    const fd = openSync(path, asNew, 0o600)
    const all = (chunk: Buffer, at: number) => {
      for (let done = 0; done < chunk.length; ) done += writeSync(fd, chunk, done, chunk.length - done, at + done)
    }
    const allInPool = async (chunk: Buffer, at: number) => {
      for (let done = 0; done < chunk.length; ) {
        done += (await writeInPool(fd, chunk, done, chunk.length - done, at + done)).bytesWritten
      }
    }
    return {
      write: (chunk, at) => (chunk.length > atOnceBytes ? allInPool(chunk, at) : all(chunk, at)),
      truncate: (bytes) => ftruncateSync(fd, bytes),
      chown: (uid, gid) => fchownSync(fd, uid, gid),
      chmod: (mode) => fchmodSync(fd, mode),
      utimes: (time) => futimesSync(fd, time, time),
      close: () => closeSync(fd),
    }
  },
}

// Of Linux. Whatever is not among them may be a server's, or a program's that answers when it likes.
const ofThisMachine = new Set([
  'ext2',
  'ext3',
  'ext4',
  'xfs',
  'btrfs',
  'zfs',
  'f2fs',
  'tmpfs',
  'ramfs',
  'overlay',
  'vfat',
  'exfat',
  'ntfs3',
])

/** Which calls to make at a real path. */
export interface CallsByPlace {
  from(real: string): Calls
  /** For all that is below it. */
  within(real: string): Calls
  /** At what is in a directory, given how that was looked at: so nobody has to compare with each mount. */
  below(calls: Calls, real: string): Calls
}

/** As the mounts are now (proc_pid_mountinfo(5)). Where nobody tells, all go through the pool. */
export async function callsByPlace(): Promise<CallsByPlace> {
  // Not there, or hidden: then nothing is known, and the pool is right for all.
  const text = await readFile('/proc/self/mountinfo', 'utf8').catch(() => undefined)
  const foreign = new Set(text === undefined ? ['/'] : foreignMounts(text))
  return {
    from: (real) => ([...foreign].some((place) => isBelow(place, real)) ? inPool : atOnce),
    within: (real) => ([...foreign].some((place) => isBelow(place, real) || isBelow(real, place)) ? inPool : atOnce),
    below: (calls, real) => (foreign.has(real) ? inPool : calls),
  }
}

/** Mount points of file systems that may hang. */
export function foreignMounts(mountinfo: string): readonly string[] {
  return mountinfo
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const [before = '', after = ''] = line.split(' - ')
      const place = before.split(' ')[4] ?? '/'
      const [type = ''] = after.split(' ')
      // Octal escapes of space, tab, line feed and backslash.
      const named = place.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)))
      return ofThisMachine.has(type) ? [] : [named]
    })
}

export const forReading = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
