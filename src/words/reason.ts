/** errno(3), as a person would say it; what there is no better word for is its code alone. */
const errnoWords: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'no such file or directory',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EISDIR: 'it is a folder, not a file',
  EEXIST: 'something is there already',
  ENOTEMPTY: 'the folder is not empty',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the disk',
  EDQUOT: 'the quota of this user is used up',
  EFBIG: 'the file would be larger than may be written here',
  ENAMETOOLONG: 'the name is too long for this file system',
  EINVAL: 'the file system does not take this',
  EILSEQ: 'the file system does not take such a name',
  ELOOP: 'its symbolic links lead round in a circle, or may not be followed',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open on this machine',
  ENOMEM: 'no memory left',
  EIO: 'the disk failed',
  ENXIO: 'the device is gone',
  EBUSY: 'it is in use',
  EAGAIN: 'it is in use just now',
  ESTALE: 'the network file system has lost it',
  ETIMEDOUT: 'no answer in time',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the other side broke the connection off',
  ENOTFOUND: 'there is no such host',
  EPIPE: 'the reader has gone',
  ETXTBSY: 'it is a program that runs',
  EXDEV: 'it is on another file system',
}

/** "permission denied (EACCES)": why a call of the system failed, without its own words, which name calls and paths. */
export function reasonOf(error: unknown): string {
  // JSON.parse gives a position in a text that the reader never sees.
  if (error instanceof SyntaxError) return 'it is not JSON'
  const { code, message, syscall } = error as NodeJS.ErrnoException
  if (code === undefined || (syscall === undefined && errnoWords[code] === undefined)) return message
  // Our own, in the place of one of the system's.
  const words = syscall === undefined && code === 'EFBIG' ? message : errnoWords[code]
  return words === undefined ? code : `${words} (${code})`
}
