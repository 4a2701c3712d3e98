import type { Secret } from '../value/secret.ts'
import type { Channel, Notify, WebhookChannel } from './model.ts'
import type { NotifyInput } from './schema.ts'

type SecretAt = (template: string, ...path: readonly (string | number)[]) => Secret

export function buildNotify(input: NotifyInput, secret: SecretAt): Notify {
  const { 'github-issue': issue, mail, ping } = input
  const channels: Channel[] = []
  if (issue !== undefined) {
    const [first = 'backproof', ...more] = (issue === true ? undefined : issue.labels) ?? []
    channels.push({ kind: 'github-issue', name: 'github-issue', labels: [first, ...more] })
  }
  channels.push(...webhooks(input, secret))
  if (mail !== undefined) {
    const [first = '', ...more] = [mail.to].flat()
    channels.push({
      kind: 'mail',
      name: 'mail',
      server: secret(mail.server, 'mail', 'server'),
      from: mail.from,
      to: [first, ...more],
      ...(mail.insecure ? { insecure: true } : {}),
    })
  }
  if (ping === undefined) return { channels }
  const at = typeof ping === 'string' ? ['ping'] : ['ping', 'url']
  const url = secret(typeof ping === 'string' ? ping : ping.url, ...at)
  return { channels, ping: { url, ...(typeof ping !== 'string' && ping.insecure ? { insecure: true } : {}) } }
}

function webhooks({ webhook }: NotifyInput, secret: SecretAt): readonly WebhookChannel[] {
  if (webhook === undefined) return []
  return [webhook].flat().map(({ name, url, style = 'json', insecure }, index) => ({
    kind: 'webhook',
    // What a message was told to is remembered by this name.
    name: name ?? (index === 0 ? 'webhook' : `webhook-${index + 1}`),
    url: secret(url, 'webhook', ...(Array.isArray(webhook) ? [index] : []), 'url'),
    style,
    ...(insecure ? { insecure } : {}),
  }))
}

/** Two webhooks of one name would count as one. */
export function repeatedName({ channels }: Notify): string | undefined {
  const names = channels.map(({ name }) => name)
  return names.find((name, index) => names.indexOf(name) !== index)
}
