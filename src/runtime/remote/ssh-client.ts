import { Problem } from '../../problem.ts'
import type { Launch } from '../child.ts'
import type { Environment } from '../docker.ts'
import { lastLines } from '../failure.ts'
import { loginFiles } from './login-files.ts'

/** An SSH server, and who logs in there. */
export interface SshServer {
  readonly user: string
  readonly host: string
  readonly port: number
  /** What it may prove to have, each as "ssh-ed25519 AAAA...". */
  readonly hostKeys: readonly string[]
  /** The private key itself; undefined: an agent has it. */
  readonly key: string | undefined
}

export interface SshOptions {
  readonly server: SshServer
  /** PATH, HOME, LANG, SSH_AUTH_SOCK. */
  readonly baseEnv: Environment
  /** How long a login may take; by default 30 seconds. */
  readonly connectSeconds?: number
  /** Where this system shows its processes; default: /proc. */
  readonly proc?: string
}

/** "backup@db.example", "backup@[::1]:2222": for messages. */
export function addressOf({ user, host, port }: SshServer): string {
  const name = host.includes(':') ? `[${host}]` : host
  return `${user}@${name}${port === 22 ? '' : `:${port}`}`
}

/** What no configuration of the user or the machine changes. */
const fixed = {
  BatchMode: 'yes',
  StrictHostKeyChecking: 'yes',
  // Under this name the pinned keys are in a file of our own, whatever the address.
  HostKeyAlias: 'backproof',
  GlobalKnownHostsFile: '/dev/null',
  UpdateHostKeys: 'no',
  VerifyHostKeyDNS: 'no',
  PreferredAuthentications: 'publickey',
  ConnectTimeout: '30',
  ServerAliveInterval: '15',
  ServerAliveCountMax: '4',
  ControlMaster: 'no',
  ControlPath: 'none',
  ForwardAgent: 'no',
  ForwardX11: 'no',
  RequestTTY: 'no',
  EscapeChar: 'none',
  LogLevel: 'ERROR',
} as const

/** The client with its files, for one connection. */
export interface SshClient {
  readonly file: string
  readonly args: readonly string[]
  readonly env: Environment
  readonly files: readonly number[]
  /** Takes its files away, which is done once it is logged in or has ended. */
  readonly remove: () => void
}

/** @throws Problem where there is no key to log in with. */
export function sshClient(
  { server, baseEnv, proc }: SshOptions,
  options: Readonly<Record<string, string>>,
  more: readonly string[],
  command: readonly string[],
): SshClient {
  const { user, host, port, hostKeys, key } = server
  const agent = baseEnv['SSH_AUTH_SOCK']
  if (key === undefined && !agent)
    throw new Problem('secret-missing', `ssh ${addressOf(server)}: no key is named, and no agent runs`, {
      hint: 'Set key: ${NAME} beside it, with the private key in that variable, or start ssh-agent.',
    })
  const secret = key === undefined ? undefined : keyText(key, server)
  const login = secret === undefined ? { IdentityFile: 'none' } : { IdentitiesOnly: 'yes', IdentityAgent: 'none' }
  const all = Object.entries({ ...fixed, ...login, ...options }).flatMap(([name, value]) => ['-o', `${name}=${value}`])
  const args = ['-F', 'none', '-T', ...all, ...more, '-p', String(port), '-l', user, '--', host, ...command]
  const knownHosts = hostKeys.map((one) => `backproof ${one}\n`).join('')
  return {
    file: 'sh',
    ...loginFiles(knownHosts, secret, args, proc),
    // What it runs here by itself is run by a shell that we know.
    env: { ...baseEnv, SHELL: '/bin/sh' },
  }
}

function keyText(key: string, server: SshServer): string {
  const text = `${key.replaceAll('\r\n', '\n').trim()}\n`
  if (/^-----BEGIN [A-Z ]*PRIVATE KEY-----\n[\s\S]*\n-----END [A-Z ]*PRIVATE KEY-----\n$/.test(text)) return text
  throw new Problem('key-invalid', `ssh ${addressOf(server)}: the value of key is not a private key`, {
    hint: 'Put all of the file that ssh-keygen made into it, with its line breaks, not that with .pub.',
  })
}

export const sshMissing = new Problem('tool-missing', 'ssh is not installed on the host', {
  hint: "Install OpenSSH's client (openssh-client), which tools: { ssh: ... } and via need.",
})

/** Of every start of the client. */
export const ofClient = (
  client: SshClient,
): Pick<Launch, 'file' | 'args' | 'env' | 'files' | 'lifeline' | 'missing'> => ({
  file: client.file,
  args: client.args,
  env: client.env,
  files: client.files,
  lifeline: true,
  missing: sshMissing,
})

const reasons: readonly (readonly [RegExp, (server: SshServer, said: string) => readonly [string, string]])[] = [
  [/^(?:sh: )?(?:\S+: )*ssh: (?:command )?not found/m, () => ['', '']],
  [
    /host key verification failed|no \S+ host key is known|no matching host key type|identification has changed/i,
    ({ host, port }) => [
      'its host key is not the one that the policy pins',
      `Compare \`ssh-keyscan -p ${port} ${host}\` with the key on that machine itself (/etc/ssh/ssh_host_*_key.pub); only if they are the same, write it as host-key.`,
    ],
  ],
  [
    /passphrase|error in libcrypto|invalid format|load key/i,
    (_, said) => [
      `its private key cannot be read: ${said}`,
      'Put an unencrypted private key, as ssh-keygen -N "" makes it, into the variable of key.',
    ],
  ],
  [
    /not allowed at this time/i,
    (_, said) => [
      `it takes no connections from here for a while: ${said}`,
      'Wait some minutes: sshd there punishes failed logins from one address (PerSourcePenalties). PerSourcePenaltyExemptList in its sshd_config exempts this machine.',
    ],
  ],
  [
    /permission denied|too many authentication failures|no more authentication methods/i,
    (server, said) => [
      server.key === undefined ? `no key of the agent is accepted: ${said}` : `the key is not accepted: ${said}`,
      server.key === undefined
        ? `Check that \`ssh-add -l\` lists the key (SSH_AUTH_SOCK may name an agent that has ended), and that its public key is in ~/.ssh/authorized_keys of ${server.user} on ${server.host}; or set key beside ssh.`
        : `Add its public key, which ssh-keygen -y -f FILE prints, to ~/.ssh/authorized_keys of ${server.user} on ${server.host}.`,
    ],
  ],
  [
    /could not resolve|connection refused|timed out|no route|unreachable|closed by|reset by|kex_exchange|connection closed|banner/i,
    (_, said) => [
      `it cannot be reached: ${said}`,
      'Check host and port, and that the machine takes SSH connections from here. If it is gone, take it out of the policy.',
    ],
  ],
]

/** Why there is no connection, by what the client said. */
export function connectionProblem(server: SshServer, noise: string, otherwise: readonly [string, string]): Problem {
  const said = lastLines(noise)
  const found = reasons.find(([words]) => words.test(noise))
  if (found === reasons[0]) return sshMissing
  const [because, hint] = found?.[1](server, said) ?? otherwise
  return new Problem('tool-failed', `ssh ${addressOf(server)}: ${because}`, { hint })
}
