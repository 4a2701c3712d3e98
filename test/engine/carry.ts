import type { Source } from '../../src/policy/policy.ts'

/* A source as text, for a process of its own that is killed: with its secrets, which a printed one never has. */

const mark = '\u0000secret'

export function toText(source: Source): string {
  return JSON.stringify(source, function (this: Record<string, unknown>, key, value: unknown) {
    // JSON.stringify has asked the secret itself before it asks here.
    const own = this[key]
    return isSecret(own) ? { [mark]: own.reveal() } : value
  })
}

export function fromText(text: string): Source {
  return JSON.parse(text, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !(mark in value)) return value
    const reveal = () => String(value[mark])
    return { template: `\${CARRIED}`, reveal, origin: () => 'CARRIED', toJSON: () => `\${CARRIED}` }
  }) as Source
}

function isSecret(value: unknown): value is { reveal(): string } {
  return typeof value === 'object' && value !== null && 'reveal' in value && typeof value.reveal === 'function'
}
