import { secretNames } from '../value/secret.ts'
import type { Tree } from './tree.ts'

/** What the file says beside its values, for people who must act on it. */
export interface Mentions {
  /** By source and by store: the variables that stand in it. */
  readonly variables: {
    readonly sources: Readonly<Record<string, readonly string[]>>
    readonly stores: Readonly<Record<string, readonly string[]>>
  }
  /** By recipient: the comment on its line, which tells who holds the secret key. */
  readonly holders: Readonly<Record<string, string>>
}

export function mentionsIn(text: string, root: Tree): Mentions {
  const variables = (key: string) =>
    byName(
      [...(root.children.get(key)?.children ?? [])].map(([name, { range }]) => [
        name,
        secretNames(text.slice(range.from, range.to)),
      ]),
    )
  const recipients = root.children.get('encryption')?.children.get('recipients')?.children.values() ?? []
  return {
    variables: { sources: variables('sources'), stores: variables('stores') },
    holders: byName(
      [...recipients].flatMap(({ value, range }): [string, string][] => {
        const comment = /^['"]?[ \t]*,?[ \t]*(?:\][ \t}]*)?[ \t]#[ \t]*([^\r\n]*)/.exec(
          text.slice(range.to, range.to + 1000),
        )
        return typeof value === 'string' && comment?.[1] ? [[value, comment[1].trim().slice(0, 200)]] : []
      }),
    ),
  }
}

/** Without a prototype: a name such as "constructor" that is not in it finds nothing. */
export function byName<T>(entries: Iterable<readonly [string, T]>): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null), Object.fromEntries(entries))
}
