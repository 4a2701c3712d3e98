import type { Path } from '../text/position.ts'
import { pieces } from './template.ts'

/** True where `${NAME}` may stand: secrets and addresses. */
export function mayHoldVariables(path: Path): boolean {
  const [top, , ...rest] = path.map(String)
  const at = rest.join('.')
  if (top === 'notify') return /^(webhook(\.\d+)?\.url|ping(\.url)?|mail\.server)$/.test(path.slice(1).join('.'))
  if (top === 'stores') return storeAddresses.has(at)
  if (top === 'serve') return path.length === 3
  if (top === 'defaults') return path.length === 3 && isLoginKey(path.slice(1).join('.'))
  return top === 'sources' && (isLoginKey(at) || sourceAddress.test(at))
}

const sourceAddress =
  /^(url|path|paths\.\d+|recovery\.(into|(before|after)-restore\.url)|drill\.application\.env\.\w+)$/

const isLoginKey = (at: string) => at === 'tools.key' || at === 'via.key'

const storeAddresses: ReadonlySet<string> = new Set([
  's3.bucket',
  's3.endpoint',
  's3.access-key-id',
  's3.secret-access-key',
  's3.session-token',
  'directory.path',
])

/** What is wrong with a text that may hold variables; never repeats the text, which may be a secret. */
export interface AddressFault {
  readonly message: string
  readonly hint?: string
}

/** How the address of an engine's server is written. */
export interface UrlForm {
  /** The first is what people are told to write. */
  readonly schemes: readonly [string, ...string[]]
  /** After the scheme: "user@host:5432/database". */
  readonly example: string
  /** Where it stands; default: url. */
  readonly key?: string
}

/** A server's address: the scheme where it is literal, and no password in the file. */
export function serverUrlFault(template: string, { schemes, example, key = 'url' }: UrlForm): AddressFault | undefined {
  const [first] = schemes
  const after = /^(\w+)@(.*)$/.exec(example)
  const secret = `${first}://${after?.[1] ?? 'user'}:\${PASSWORD}@${after?.[2] ?? example}`
  if (hasLiteralPassword(template)) {
    return {
      message: 'has a password written into the file',
      hint: `Write ${key}: \${NAME}, or ${secret}, keep the value in a secret, and change the password: it is in the history of the file.`,
    }
  }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(template)?.[1]
  if (template.startsWith('${') || (scheme !== undefined && schemes.includes(scheme))) return undefined
  return {
    message: `must begin with ${first}://${scheme ? `, not with ${scheme}://` : ''}`,
    hint: `Write ${key}: \${NAME} for an address in an environment variable, or ${first}://${example}.`,
  }
}

/** A store's endpoint: http or https, a host, and neither credentials nor a query. */
export function endpointFault(template: string): AddressFault | undefined {
  if (hasLiteralPassword(template)) {
    return {
      message: 'has a password written into the file',
      hint: 'Write access-key-id: ${NAME} and secret-access-key: ${NAME} instead.',
    }
  }
  if (template.startsWith('${')) return undefined
  const plain = pieces(template).map((piece) => ('text' in piece ? piece.text : 'x'))
  const url = URL.parse(plain.join(''))
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.search && !url.hash) return undefined
  const bare = /^[\w.-]+(:\d+)?(\/|$)/.test(template)
  return {
    message: 'must be an address such as https://s3.example.com',
    ...(bare ? { hint: 'Write https:// in front of the host.' } : {}),
  }
}

/** Where to restore into, as after --into: no password in the file. */
export function targetFault(template: string): AddressFault | undefined {
  if (!hasScheme(template) || !hasLiteralPassword(template)) return undefined
  return {
    message: 'has a password written into the file',
    hint: 'Write into: ${NAME}, keep the value in a secret, and change the password: it is in the history of the file.',
  }
}

/** Where a hook is called: http or https, and no password in the file. */
export function hookUrlFault(template: string): AddressFault | undefined {
  if (hasLiteralPassword(template)) {
    return {
      message: 'has a password written into the file',
      hint: 'Write url: ${NAME}, keep the value in a secret, and change the password: it is in the history of the file.',
    }
  }
  if (template.startsWith('${')) return undefined
  const plain = pieces(template).map((piece) => ('text' in piece ? piece.text : 'x'))
  const url = URL.parse(plain.join(''))
  if (url === null || !/^https?:$/.test(url.protocol))
    return { message: 'must be an address such as https://shop.example.com/hooks/restore' }
  return undefined
}

/** Why a store must not be spoken to at this address: what is sent there would be read on the way. undefined: it may be. */
export function plainHttpFault(endpoint: string, insecure: boolean): AddressFault | undefined {
  const url = URL.parse(endpoint)
  if (url?.protocol !== 'http:' || insecure || isLoopback(url.hostname)) return undefined
  return {
    message: 'would send credentials over plain http',
    hint: 'Write https://, or insecure: true where no one else can listen on the way.',
  }
}

function isLoopback(host: string): boolean {
  return /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i.test(host)
}

/** True where a URL has a password that is not a single `${NAME}`. */
function hasLiteralPassword(template: string): boolean {
  const rest = template.replace(/^[^:/?#]*:\/\//, '')
  // Else to the last @: a password may hold signs that should have been encoded.
  const hostFirst = /^(?:[\w.-]|\$\{\w+\})*(?::(?:\d+|\$\{\w+\}))?(?:[/?,#]|$)/.test(rest)
  const user = hostFirst ? '' : rest.slice(0, Math.max(0, rest.lastIndexOf('@')))
  const inUser = user.includes(':') ? user.slice(user.indexOf(':') + 1) : ''
  const inQuery = [...template.matchAll(/[?&](?:ssl)?password=([^&\s]*)/gi)].map((match) => match[1] ?? '')
  return [inUser, ...inQuery].some((password) => password !== '' && !isVariable(password))
}

/** True for a text that is one variable and nothing else. */
export function isVariable(template: string): boolean {
  return /^\$\{[A-Za-z_]\w*\}$/.test(template)
}

/** True for `postgres://...` and every other address with a scheme: as a path, it would make a folder named after its password. */
export function hasScheme(path: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(path)
}
