import { cancelled, Problem } from '../../problem.ts'
import { reasonOf } from '../../words/words.ts'
import { storeProblem } from '../problem.ts'

/** Turns an error of the file system into a Problem that names the call, the key and the place. */
export function directoryProblem(error: unknown, call: string, key: string, where: string, signal?: AbortSignal) {
  if (error instanceof Problem) return error
  if (signal?.aborted) return cancelled(signal)
  const code = (error as NodeJS.ErrnoException | undefined)?.code
  if (typeof code !== 'string' || !(error as NodeJS.ErrnoException).syscall) return error
  const place = `${call} ${key}: ${reasonOf(error)}, in ${where}`
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return storeProblem('store-full', place, {
        hint: 'Make room on this file system, or let retention delete more.',
        cause: error,
      })
    case 'EACCES':
    case 'EPERM':
      return storeProblem('store-denied', place, {
        hint: 'Let the user who runs this own the directory and write to it.',
        cause: error,
      })
    case 'EROFS':
      return storeProblem('store-denied', place, {
        hint: 'This file system is mounted read-only: mount it for writing. If it became so by itself, look at the disk (dmesg).',
        cause: error,
      })
    case 'ENOENT':
    case 'ENOTDIR':
      if (call === 'put')
        return storeProblem('store-failed', place, {
          hint: 'Correct the path of the store in the policy, or move away what is in its place.',
          cause: error,
        })
      return storeProblem('object-missing', `${call} ${key}: there is no such object in ${where}`, { cause: error })
    case 'ELOOP':
      return symbolic(call, key, where)
    case 'EAGAIN':
    case 'EBUSY':
    case 'EMFILE':
    case 'ENFILE':
    case 'ESTALE':
    case 'ETIMEDOUT':
      return storeProblem('store-unavailable', place, {
        hint: 'See whether the disk or the network file system answers; the next run tries again.',
        cause: error,
      })
    case 'EIO':
    case 'ENXIO':
    case 'EUCLEAN':
    case 'EBADMSG':
      return storeProblem('store-failed', place, {
        hint: "Look at the disk (dmesg, smartctl) and check its file system; the other stores' copies are not touched.",
        cause: error,
      })
    case 'ENAMETOOLONG':
    case 'EINVAL':
    case 'EILSEQ':
      return storeProblem('store-failed', place, {
        hint: 'This file system does not take such names: give the store a directory on another one.',
        cause: error,
      })
    case 'EEXIST':
    case 'EISDIR':
    case 'ENOTEMPTY':
      return storeProblem('store-failed', place, {
        hint: 'Something that is not of this store is in the way: move it away.',
        cause: error,
      })
    default:
      return storeProblem('store-failed', place, { cause: error })
  }
}

/** Of a symbolic link where an object or a directory of the store should be. */
export function symbolic(call: string, key: string, where: string): Problem {
  return storeProblem('store-failed', `${call} ${key}: a symbolic link is in the way, in ${where}`, {
    hint: 'Only the path of the store itself may be a symbolic link; move what it points to into the store.',
  })
}

/** Of an error that says that nothing is there, nothing; any other is thrown. */
export function unlessGone(error: unknown): undefined {
  const code = (error as NodeJS.ErrnoException).code
  if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error
  return undefined
}
