import { storeProblem } from './problem.ts'

const longest = 900 // S3 takes 1,024 bytes, prefix included

/** Throws `store-failed` for a key that could leave the store, or that some store could not keep. */
export function checkKey(key: string, where: string): void {
  const segments = key.split('/')
  const fault =
    key === ''
      ? 'is empty'
      : Buffer.byteLength(key) > longest
        ? `is longer than ${longest} bytes`
        : /[\x00-\x1f\x7f\\]/.test(key)
          ? 'has a control character or a backslash'
          : segments.some((segment) => segment === '' || segment === '.' || segment === '..')
            ? 'has an empty, "." or ".." segment'
            : segments.some((segment) => Buffer.byteLength(segment) > 250)
              ? 'has a segment longer than 250 bytes'
              : segments[0] === reserved
                ? `starts with ${reserved}/, which is reserved`
                : undefined
  if (fault) throw storeProblem('store-failed', `the key ${JSON.stringify(key.slice(0, 200))} ${fault}, in ${where}`)
}

/** The first segment that no key may have: a directory store keeps temporary files and its lock there. */
export const reserved = '.backproof'

const plain = /^[\x20-\x7e]*$/

/** Texts that all are so sort by their bytes as they do by themselves. */
export const isPlain = (text: string): boolean => plain.test(text)

/** Order by UTF-8 bytes, as S3 lists. */
export function compareKeys(a: string, b: string): number {
  if (a === b) return 0
  if (isPlain(a) && isPlain(b)) return a < b ? -1 : 1
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
