/** How long one message to one channel may take, with every further try. */
export const channelLimitMs = 10_000

export interface SendOptions {
  /** "notify.webhook": part of every message. The address itself is a secret. */
  readonly where: string
  readonly signal: AbortSignal
  /** Default: ten seconds. */
  readonly limitMs?: number
}
