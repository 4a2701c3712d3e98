import { fileURLToPath } from 'node:url'
import { type GitSource, hasScheme, plainHttpFault } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'
import type { GitOptions } from './program.ts'

/** Where a repository is: on this machine, or behind an address that holds no secret, with what git needs to get there. */
export type Address =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'url'; readonly url: string; readonly options: GitOptions }

const example = 'https://user:token@host/owner/repository.git'

/** @throws Problem `policy-invalid` or `secret-missing`, which never shows the URL. */
export function addressOf({ name, url: secret, path, agent }: GitSource): Address {
  if (!secret) return { kind: 'path', path: path ?? '.' }
  const bad = (because: string, hint = `Write it as ${example}, with special characters URL-encoded.`) =>
    new Problem('policy-invalid', `source ${name}, by ${secret.origin()}: ${because}`, { hint })
  const text = secret.reveal().trim()
  if (!hasScheme(text)) {
    const scp = /^(?:([\w.-]+)@)?([\w.-]+):(?!\/\/)/.test(text)
    const hint = scp ? 'Write ssh://git@host/owner/repository.git, with a slash after the host.' : undefined
    throw bad(`the URL does not begin with https://, ssh:// or file://`, hint)
  }
  const url = URL.parse(text)
  if (!url || /\s/.test(text)) throw bad('the URL cannot be parsed')
  if (url.search || url.hash) throw bad('the URL has a ? or # in it, which no repository has')
  switch (url.protocol) {
    case 'file:': {
      if (url.host && url.host !== 'localhost')
        throw bad('the URL has a host, but file:// is of this machine', 'Write file:///path/to/repository.git.')
      return { kind: 'path', path: fileURLToPath(`file://${url.pathname}`) }
    }
    case 'ssh:': {
      if (url.password)
        throw bad('the URL has a password, which ssh takes from nobody', 'Use a key: ssh://git@host/repository.git.')
      if (/^-/.test(url.hostname) || /^-/.test(decodeURIComponent(url.username)))
        throw bad('the URL has a host or user that begins with -')
      return { kind: 'url', url: url.href, options: { ...overSsh(agent) } }
    }
    case 'https:':
    case 'http:': {
      const plain = plainHttpFault(url.origin, false)
      if (plain) throw bad(`the URL ${plain.message}`, 'Write https://.')
      return { kind: 'url', ...overHttp(url, bad) }
    }
    default:
      throw bad(`the URL begins with ${url.protocol}//, which git is not asked to speak`)
  }
}

/** The keys of this user, or of the agent; a host whose key is not known is not spoken to, and nobody is asked. */
function overSsh(agent: string | undefined): GitOptions {
  return {
    settings: 'user',
    config: [['protocol.ssh.allow', 'always']],
    env: {
      GIT_SSH_COMMAND: 'ssh -o BatchMode=yes -o StrictHostKeyChecking=yes -o ConnectTimeout=30',
      GIT_SSH_VARIANT: 'ssh',
      ...(agent === undefined ? {} : { SSH_AUTH_SOCK: agent }),
    },
  }
}

/**
 * What answers git's question for a user and a password, from the environment. Git asks it for this server alone: one that it is
 * redirected to gets nothing.
 */
const helper = `!f() { test "$1" = get && printf 'username=%s\\npassword=%s\\n' "$BACKPROOF_GIT_USER" "$BACKPROOF_GIT_PASSWORD"; }; f`

function overHttp(url: URL, bad: (because: string) => Problem): Omit<Extract<Address, { kind: 'url' }>, 'kind'> {
  const [user, password] = [url.username, url.password].map((part) => {
    try {
      return decodeURIComponent(part)
    } catch {
      throw bad('a part of the URL is not URL-encoded')
    }
  }) as [string, string]
  if (/[\n\r\0]/.test(user + password)) throw bad('the user or the password has a line feed in it')
  url.username = ''
  url.password = ''
  const scheme = url.protocol.slice(0, -1)
  const config: [string, string][] = [[`protocol.${scheme}.allow`, 'always']]
  if (user === '' && password === '') return { url: url.href, options: { settings: 'user', config } }
  // The first, empty one, takes those of every file back.
  config.push(['credential.helper', ''], [`credential.${url.origin}.helper`, helper])
  return {
    url: url.href,
    options: {
      settings: 'user',
      config,
      // GitHub takes a token as either.
      env: { BACKPROOF_GIT_USER: user || 'x-access-token', BACKPROOF_GIT_PASSWORD: password || user },
      secrets: [password, user].filter((one) => one !== '' && !/^(git|x-access-token|oauth2)$/.test(one)),
    },
  }
}
