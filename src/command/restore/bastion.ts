import { connectsHere, type Policy, type Source, type SshLogin, shownLogin, type Tools } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'
import { namesSome } from '../../words/words.ts'

/**
 * The machine in between that `--via` names. Only one that the policy knows: there its host key is pinned, and there it says which
 * variable has the key. That of the source itself goes before one of the same name elsewhere.
 */
export function bastionOf({ path, sources }: Policy, typed: string, own: Source | undefined, tools: Tools): SshLogin {
  if (!connectsHere(tools))
    throw new Problem(
      'usage',
      `--via forwards a port to this machine, but programs run elsewhere by tools: ${tools.kind}`,
      {
        hint: `Leave --via out: the address in --into means what it means there.`,
      },
    )
  const named = typed.replace(/^ssh:\/\//, '').replace(/:22$/, '')
  const known = [own, ...Object.values(sources)].flatMap((source) => source?.via ?? [])
  const found = known.find((login) => shownLogin(login) === named)
  if (found !== undefined) return found
  const names = [...new Set(known.map(shownLogin))]
  throw new Problem('usage', `--via ${JSON.stringify(typed)}: ${path} names no such machine in via`, {
    hint:
      names.length > 0
        ? `It names ${namesSome(names, 5)}.`
        : 'Add via: { ssh: user@host, host-key: "ssh-ed25519 AAAA..." } to the source, which pins the key of that machine.',
  })
}
