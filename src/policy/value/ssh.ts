import { z } from 'zod'
import { isVariable } from './address.ts'
import { expected, type Fault, judged, map } from './leaf.ts'
import type { Secret } from './secret.ts'

/** An SSH server, and who logs in there. */
export interface SshLogin {
  readonly user: string
  readonly host: string
  readonly port: number
  /** Each as "ssh-ed25519 AAAA...": the server must prove to have one of them. */
  readonly hostKeys: readonly string[]
  /** The private key; absent: an agent has it. */
  readonly key?: Secret
}

/** The same as it is written. */
export interface SshInput {
  readonly ssh: SshPlace
  readonly 'host-key': readonly string[]
  readonly key?: string | undefined
}

type SshPlace = Pick<SshLogin, 'user' | 'host' | 'port'>

const placeText = 'user@host, or user@host:2222 for another port than 22'
// Nothing that a shell or the options of a program could take for something else.
const form =
  /^(?:ssh:\/\/)?([A-Za-z_][A-Za-z0-9_.-]{0,31})@([A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(?::(\d{1,5}))?$/

const sshPlace = z
  .string(expected(placeText))
  .transform((text, context): SshPlace => {
    const [, user = '', host = '', port] = form.exec(text) ?? []
    const number = Number(port ?? 22)
    if (user !== '' && number > 0 && number < 65_536) return { user, host: host.replace(/^\[|\]$/g, ''), port: number }
    context.addIssue({ code: 'custom', message: placeText, params: { kind: 'expected' } })
    return z.NEVER
  })
  .meta({ pattern: form.source })

const keyTypes = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'ssh-rsa',
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
]
const hostKeyText = 'a host key such as "ssh-ed25519 AAAAC3Nz..."'

const hostKey = judged(z.string(expected(hostKeyText)), hostKeyFault)
  .transform((text) =>
    text
      .trim()
      .split(/[ \t]+/)
      .slice(0, 2)
      .join(' '),
  )
  .meta({ pattern: `^\\s*(${keyTypes.map((type) => type.replaceAll('.', '\\.')).join('|')})\\s+AAAA` })

function hostKeyFault(text: string): Fault | undefined {
  const words = text.trim().split(/[ \t]+/)
  const [type = '', body = ''] = words
  const wrong = (message: string, hint: string) => ({ message, hint })
  const how = 'Write the line of /etc/ssh/ssh_host_ed25519_key.pub of that machine: ssh-ed25519 AAAA...'
  if (/^(SHA256|MD5):/.test(type)) return wrong('is the fingerprint of a key, not the key', how)
  if (words.slice(1).some((word) => keyTypes.includes(word)) && !keyTypes.includes(type))
    return wrong(
      'has the name of a host before the key',
      'Leave it out: begin with ssh-ed25519, or what the key is of.',
    )
  if (/[\r\n]/.test(text.trim())) return wrong('has several lines', 'Write a list: [KEY, KEY].')
  const bytes = Buffer.from(body, 'base64')
  const length = bytes.length > 4 ? bytes.readUInt32BE(0) : 0
  const named = bytes.toString('latin1', 4, 4 + length)
  const whole = bytes.toString('base64').replace(/=+$/, '') === body.replace(/=+$/, '')
  if (keyTypes.includes(type) && named === type && bytes.length > 4 + length + 4 && whole) return undefined
  return wrong('is not a public host key', how)
}

const key = judged(z.string(expected('${BACKUP_SSH_KEY}')), (text) => {
  if (isVariable(text)) return undefined
  if (/^[A-Za-z_]\w{0,80}$/.test(text))
    return {
      message: 'must be a variable, such as ${BACKUP_SSH_KEY}',
      hint: `Write key: \${NAME}, with the name of the variable that has the private key.`,
    }
  return {
    message: 'is a secret written into the file',
    hint: 'Write ${BACKUP_SSH_KEY}, keep the value in a secret of the repository, and replace the key: it is in the history of the file.',
  }
}).meta({ pattern: '^\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}$' })

/** The keys of a map that says how to log in somewhere. */
export const sshKeys = {
  ssh: sshPlace,
  'host-key': z
    .union(
      [
        hostKey.transform((one) => [one]),
        z
          .array(hostKey, expected('a list of host keys'))
          .min(1, expected('a list of at least one host key'))
          .max(16, expected('at most 16 keys')),
      ],
      expected(hostKeyText),
    )
    .describe(
      'Public keys of that machine, one or a list: it must prove to have one of them. Compare them with its own before.',
    ),
  key: key
    .optional()
    .describe('${NAME} of the variable that has the private key. Default: what an agent has (SSH_AUTH_SOCK).'),
}

/** A machine in between. */
export const via = map('a map of via', {
  ssh: sshKeys.ssh.describe('user@host or user@host:port of a machine that reaches the server.'),
  'host-key': sshKeys['host-key'],
  key: sshKeys.key,
})

/** What is missing beside, or too much. */
export function sshFault(input: { readonly [name in keyof typeof sshKeys]?: unknown }): Fault | undefined {
  const { ssh, key, 'host-key': hostKeys } = input
  if (ssh !== undefined && hostKeys === undefined)
    return {
      message: 'has ssh without host-key: without it, anyone on the way could answer',
      hint: 'Add host-key: "ssh-ed25519 AAAA...", the line of /etc/ssh/ssh_host_ed25519_key.pub of that machine.',
    }
  if (ssh !== undefined || (hostKeys === undefined && key === undefined)) return undefined
  return {
    message: `has ${hostKeys === undefined ? 'key' : 'host-key'} without ssh`,
    hint: 'Add ssh: user@host, or take it out.',
  }
}

export function buildLogin(input: SshInput, secret: (template: string) => Secret): SshLogin {
  const { ssh, key, 'host-key': hostKeys } = input
  return { ...ssh, hostKeys, ...(key === undefined ? {} : { key: secret(key) }) }
}

/** "backup@db.example:2222": for messages. */
export function shownLogin({ user, host, port }: SshPlace): string {
  return `${user}@${host.includes(':') ? `[${host}]` : host}${port === 22 ? '' : `:${port}`}`
}
