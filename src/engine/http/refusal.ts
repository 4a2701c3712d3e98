import { Problem } from '../../problem.ts'
import { oneLine } from '../../words/words.ts'

/** What a server refused. */
export class HttpRefusal extends Problem {
  readonly status: number
  /** In the server's own words. */
  readonly reason: string

  constructor(status: number, reason: string, message: string, hint: string) {
    super('source-failed', message, { hint })
    this.status = status
    this.reason = reason
  }
}

/** What the words depend on. */
interface Circumstances {
  /** "POST /orders/_search" */
  readonly what: string
  /** What the server said; undefined: nothing that can be understood. */
  readonly said: string | undefined
  /** Which rights a user needs, as a sentence. */
  readonly rights: string | undefined
  /** Where it redirects to. */
  readonly location: string | undefined
}

/** A status that is no success, in words: one that stands for a wrong password, too few rights, a wrong address. */
export function wordsOf(status: number, { what, said, rights, location }: Circumstances) {
  const message = `${what} is refused with ${status}${said === undefined ? '' : `: ${said}`}`
  if (status === 401) return { message, hint: 'Check the user and the password, or the key, in the URL.' }
  if (status === 403 && said?.includes('blocked by'))
    return {
      message,
      hint: 'Remove that block (index.blocks in the settings of the index, or cluster.blocks), and run it again.',
    }
  if (status === 403) return { message, hint: rights ?? 'Check the password in the URL, and the rights of its user.' }
  if (status < 300 || status >= 400) return { message, hint: 'Look at the log of the server.' }
  const to = location === undefined || !URL.canParse(location) ? '' : ` to ${new URL(location).host}`
  return {
    message: `it redirects${to}, and redirects are not followed`,
    hint: 'Write the address of the server itself into the URL, with https where it has TLS.',
  }
}

const shownCharacters = 300

/** What an error's body says, in one line, in the ways of the servers that we know; undefined: nothing that can be understood. */
export function reasonIn(body: Buffer): string | undefined {
  let json: unknown
  try {
    json = JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
  const at = (value: unknown, ...path: readonly string[]): unknown =>
    path.reduce<unknown>((inside, key) => (inside as Record<string, unknown> | null | undefined)?.[key], value)
  const causes = at(json, 'error', 'root_cause')
  const found = [
    ...(Array.isArray(causes) ? causes.map((cause) => at(cause, 'reason')) : []),
    ...[at(json, 'error', 'reason'), at(json, 'error'), at(json, 'status', 'error'), at(json, 'message')],
  ].find((text) => typeof text === 'string' && text.trim() !== '') as string | undefined
  return found === undefined ? undefined : oneLine(found, shownCharacters)
}

/** A header's value that says who asks, and what is inside of it: none of it is ever shown. */
export function secretsIn(value: string): readonly string[] {
  const bare = value.replace(/^(Basic|Bearer|ApiKey) +/i, '')
  const decoded = /^Basic /i.test(value) ? Buffer.from(bare, 'base64').toString('utf8') : ''
  const password = decoded.slice(decoded.indexOf(':') + 1)
  return [value, bare, decoded, password].filter((secret) => secret.length >= 4)
}
