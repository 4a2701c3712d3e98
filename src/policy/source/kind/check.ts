import { withArticle } from '../../../words/words.ts'
import { defaultMinKeep, keepsNothing, mergeRetention } from '../../retention/build.ts'
import { type Findings, type Path, rangeAt, treeAt } from '../../text/position.ts'
import { showPath } from '../../text/show.ts'
import type { Tree } from '../../text/tree.ts'
import { type EngineName, kindOf } from '../all.ts'
import { connectsHere } from '../source.ts'
import { questionOf } from './assertion.ts'
import type { Defaults, SourceInput } from './shape.ts'

/** Reports what is wrong with a source as a whole, its defaults included. */
export function checkSource(
  engine: EngineName,
  input: SourceInput,
  around: { readonly defaults: Defaults; readonly stores: readonly string[] },
  path: Path,
  root: Tree,
  findings: Findings,
): void {
  const { defaults } = around
  const add = (at: Path, message: string, hint: string) =>
    findings.add({ message: `${showPath(at)} ${message}`, hint, range: rangeAt(root, at, 'key'), path: at })
  const retention = mergeRetention(defaults.retention, input.retention)
  // The mistake of a default is shown there, once for all sources.
  const holder = treeAt(root, [...path, 'retention']) ? path : ['defaults']
  const at = [...holder, 'retention']
  if (retention && keepsNothing(retention)) {
    add(
      at,
      'has no rule that keeps a backup: it would delete all but min-keep',
      retention.max?.count !== undefined
        ? `Write keep: { last: ${retention.max.count} } for the newest ${retention.max.count}.`
        : 'Add keep, such as keep: { daily: 7, weekly: 4 }, or keep: { last: all } to delete nothing.',
    )
  }
  const minKeep = retention?.['min-keep'] ?? defaultMinKeep
  if (retention?.max?.count !== undefined && retention.max.count < minKeep) {
    add(
      [...at, 'max'],
      `allows ${retention.max.count}, fewer than min-keep ${minKeep}`,
      `Raise max to at least ${minKeep}, or write min-keep: ${retention.max.count}.`,
    )
  }
  if (retention?.manual === 'keep' && retention.types?.manual?.max !== undefined) {
    add(
      [...at, 'types', 'manual', 'max'],
      'limits what manual: keep keeps',
      'Write manual: rules, or take the max out.',
    )
  }
  const full = input.schedule ?? defaults.schedule ?? 'never'
  if (input.incremental !== undefined && input.incremental !== 'never' && full === 'never')
    add(
      [...path, 'incremental'],
      'needs a schedule of full backups to build on',
      'Add schedule: "0 3 * * 0", a cron line for the full backups.',
    )
  const copies = input.objectives?.copies ?? defaults.objectives?.copies
  const { length } = input.stores ?? defaults.stores ?? around.stores
  if (copies !== undefined && copies > length) {
    const holder = input.objectives?.copies === undefined ? ['defaults'] : path
    const stores = `${length} ${length === 1 ? 'store' : 'stores'}`
    add(
      [...holder, 'objectives', 'copies'],
      `asks for ${copies}, but ${showPath(path)} has ${stores}`,
      `Write copies: ${length}, or add a store.`,
    )
  }
  const stores = input.stores ?? defaults.stores ?? around.stores
  // A default may name stores that only other sources have.
  const stranger = input['read-from']?.find((name) => !stores.includes(name))
  if (stranger !== undefined) {
    const message = `names ${stranger}, which ${showPath(path)} does not back up to`
    add([...path, 'read-from'], message, `Its stores are ${stores.join(', ')}.`)
  }
  const tools = input.tools ?? defaults.tools
  const { reads, asserts, programs, forwards } = kindOf(engine)
  if (input.via && !forwards)
    add([...path, 'via'], `forwards no port for ${withArticle(engine)} source`, 'Take it out.')
  else if (input.via && !connectsHere(tools))
    add(
      [...path, 'via'],
      `forwards a port to this machine, but programs run elsewhere by tools: { ${tools?.kind}: ... }`,
      'Write tools: auto or { image: ... }, or take via out.',
    )
  if ((tools?.kind === 'ssh' || tools?.kind === 'pod') && !programs) {
    const where = input.tools ? [...path, 'tools'] : path
    const [because, hint] =
      reads === 'machine'
        ? [
            `cannot use another machine: ${withArticle(engine)} source is read on this one`,
            'Write tools: host, and run backproof there.',
          ]
        : [
            `cannot use another machine: ${withArticle(engine)} source runs no programs there`,
            forwards ? 'Use via, which forwards a port to its server.' : 'Write tools: auto.',
          ]
    add(where, because, hint)
  }
  if (tools?.kind === 'image' && reads === 'machine') {
    const where = input.tools ? [...path, 'tools'] : path
    add(where, `cannot use a container of an image: that does not see this machine's files`, 'Write tools: host.')
  }
  if (input.drill?.application && (input as { readonly databases?: unknown }).databases !== undefined)
    add(
      [...path, 'drill', 'application'],
      'cannot be of databases: an application is started on one of them',
      'Give the database a source of its own, with the application.',
    )
  for (const [index, assertion] of (input.verify?.assert ?? []).entries()) {
    const where = [...path, 'verify', 'assert', index]
    const asked = questionOf(assertion) ?? 'required'
    if (asserts.includes(asked)) continue
    const hint = asserts.length > 0 ? `Use ${asserts.join(' or ')}.` : 'Take it out.'
    add(where, `has ${asked}, which ${withArticle(engine)} source does not answer`, hint)
  }
}
