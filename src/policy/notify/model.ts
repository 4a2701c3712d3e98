import type { Secret } from '../value/secret.ts'

/** Who hears of alerts. */
export type Channel = IssueChannel | WebhookChannel | MailChannel

/** One rolling issue per source in the workflow's own repository. */
export interface IssueChannel {
  readonly kind: 'github-issue'
  readonly name: 'github-issue'
  /** By these the issues are found again; the first is never empty. */
  readonly labels: readonly [string, ...string[]]
}

export const webhookStyles = ['json', 'slack', 'discord', 'teams'] as const

export interface WebhookChannel {
  readonly kind: 'webhook'
  /** "webhook", or its own name among several. */
  readonly name: string
  readonly url: Secret
  readonly style: (typeof webhookStyles)[number]
  /** Plain http is meant. */
  readonly insecure?: true
}

export interface MailChannel {
  readonly kind: 'mail'
  readonly name: 'mail'
  /** smtp://user:password@host:587 */
  readonly server: Secret
  readonly from: string
  readonly to: readonly [string, ...string[]]
  /** A server without TLS is meant. */
  readonly insecure?: true
}

/** A dead man's switch: who hears nothing of a run knows that none ran. */
export interface Ping {
  readonly url: Secret
  readonly insecure?: true
}

export interface Notify {
  readonly channels: readonly Channel[]
  readonly ping?: Ping
}
