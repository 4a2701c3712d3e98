/**
 * What programs and servers say when the machine under them has no room, no memory, or takes nothing: errno(3) in the words of
 * the C library, and of what wraps them. No contents of a backup bring that about.
 */
const words =
  /No space left on device|Disk quota exceeded|Read-only file system|Cannot allocate memory|Too many open files|Input\/output error|\b(?:errno|Errcode|OS error code|system error):? ?(?:28|122)\b/i

/** True for the last words of a program that the machine failed. */
export const isOfMachine = (said: string): boolean => words.test(said)
