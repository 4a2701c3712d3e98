const mebi = 2 ** 20
export const smallestPartBytes = 8 * mebi
/** S3's limit for one part. */
export const largestPartBytes = 5 * 1024 * mebi
const largestObjectBytes = 5 * mebi * mebi

export interface PartPlan {
  readonly maxParts: number
  /** A guess of the whole, never a promise. */
  readonly expectedBytes?: number
  /** All parts but the last must have one size (Cloudflare R2). */
  readonly uniform?: boolean
}

/**
 * The size of part `number` (from 1) of an upload of unknown length. Sizes stay small as long as the guess lasts
 * (memory holds whole parts), then grow by a fixed ratio, so that `maxParts` of them hold `capacity`.
 */
export function partSizer(plan: PartPlan): (number: number) => number {
  const { maxParts } = plan
  const expected = Math.max(0, plan.expectedBytes ?? 0) * 1.25
  if (plan.uniform) {
    const bytes = clamp(roundUp(Math.max(expected / maxParts, 2 * smallestPartBytes)))
    return () => bytes
  }
  const flat = Math.floor(expected > 0 ? maxParts / 2 : maxParts / 4)
  const first = clamp(roundUp(expected / Math.max(flat, 1)))
  const size = (ratio: number) => (number: number) =>
    number <= flat ? first : clamp(roundUp(first * ratio ** (number - flat)))
  const enough = (ratio: number) => total(size(ratio), maxParts) >= capacity(maxParts)
  let low = 1
  let high = 1.0001
  while (!enough(high) && high < 1e4) high = 1 + (high - 1) * 2
  for (let i = 0; i < 20; i++) {
    const middle = (low + high) / 2
    if (enough(middle)) high = middle
    else low = middle
  }
  return size(high)
}

/** What an upload of unknown length can hold: 5 TiB with 4,096 parts or more, 1.25 GiB for each part with fewer. */
export function capacity(maxParts: number): number {
  return Math.min(largestObjectBytes, maxParts * 1.25 * 1024 * mebi)
}

/** What an upload by this plan can hold. */
export function capacityOf(plan: PartPlan): number {
  return plan.uniform ? Math.min(largestObjectBytes, plan.maxParts * partSizer(plan)(1)) : capacity(plan.maxParts)
}

function total(size: (number: number) => number, parts: number): number {
  let bytes = 0
  for (let number = 1; number <= parts; number++) bytes += size(number)
  return bytes
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / mebi) * mebi
}

function clamp(bytes: number): number {
  return Math.min(Math.max(bytes, smallestPartBytes), largestPartBytes)
}
