import type { ManifestPart } from '../catalog/catalog.ts'

/** A part that is not larger waits for the way to the store and not for its bytes. */
export const smallBytes = 1 << 20

/**
 * Reads every part: small ones all at once, as each is one way to the store and back, large ones one after the other, because
 * each has a buffer. What one of them throws is thrown once all that have begun have ended.
 */
export async function eachPart(
  parts: readonly ManifestPart[],
  read: (part: ManifestPart) => Promise<void>,
): Promise<void> {
  const isSmall = ({ bytes }: ManifestPart) => bytes <= smallBytes
  const largeOnes = async () => {
    for (const part of parts) if (!isSmall(part)) await read(part)
  }
  const outcomes = await Promise.allSettled([...parts.filter(isSmall).map(read), largeOnes()])
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
}
