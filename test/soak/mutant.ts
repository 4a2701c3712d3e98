/** One text of one file becomes another. */
export interface Edit {
  readonly file: string
  readonly from: string
  readonly to: string
}

/** A fault that is put into the program on purpose. */
export interface Mutant {
  readonly name: string
  readonly edits: readonly Edit[]
  /** It is found in the worlds of a log that is collected. */
  readonly log?: true
}

/** Two edits where two places guard against the same. */
const of = (name: string, ...edits: readonly string[]): Mutant => ({
  name,
  edits: Array.from({ length: edits.length / 3 }, (_, i) => {
    const [file = '', from = '', to = ''] = edits.slice(3 * i)
    return { file, from, to }
  }),
})

export const mutants: readonly Mutant[] = [
  of(
    'a purge does not look for a hold',
    'catalog/mark/trash.ts',
    'return !(await store.head(objectName.hold(source, id), signal))',
    'return true',
    'command/prune/settle.ts',
    '<= now && !held)',
    '<= now && !(held && false))',
  ),
  of(
    'retention does not know holds',
    'retain/pin.ts',
    'if (entry.held) addReason',
    'if (entry.held && false) addReason',
  ),
  of(
    'retention does not know --retain',
    'retain/pin.ts',
    'if (entry.manifest.retain) addReason',
    'if (entry.manifest.retain && false) addReason',
  ),
  of(
    'no tag protects',
    'retain/pin.ts',
    'for (const pattern of rules.protect)',
    'for (const pattern of [] as string[])',
  ),
  of('the newest proven backup is as any other', 'retain/pin.ts', 'if (proven) {', 'if (proven && false) {'),
  of(
    'last keeps one fewer',
    'retain/keep.ts',
    'if (used >= slots) return undefined',
    'if (used >= slots - 1) return undefined',
  ),
  of(
    'there is no grace period',
    'catalog/mark/trash.ts',
    'const purgeAfter = new Date(at.getTime() + durationMs(grace))',
    'const purgeAfter = at',
    'catalog/mark/trash.ts',
    'const least = at.getTime() + Math.max(durationMs(grace), floorMs)',
    'const least = at.getTime()',
  ),
  of(
    'the manifest is written before the key',
    'catalog/commit.ts',
    'const puts = [\n    store.put(objectName.key(source, id), keys, { signal }),',
    'await store.put(objectName.manifest(source, id), encodeManifest(manifest), { signal })\n  const puts = [\n    store.put(objectName.key(source, id), keys, { signal }),',
  ),
  of('a purge does not put the manifest back', 'catalog/sweep.ts', 'await putBack()\n    return false', 'return false'),
  of(
    'a purge takes the data before the manifest',
    'catalog/sweep.ts',
    'await store.remove([manifest], signal)',
    'await store.remove([objectName.key(source, id)], signal)\n  await store.remove([manifest], signal)',
  ),
  of(
    'a backup goes to the first store only',
    'command/backup/upload.ts',
    'this.alive = freight.places\n',
    'this.alive = freight.places.slice(0, 1)\n',
  ),
  of('a store that failed is not named', 'command/backup/upload.ts', 'return this.failed.map(\n', 'return [].map(\n'),
  of('failures do not reach the exit code', 'command/project/session.ts', 'failures.push(error)\n', '\n'),
  of(
    'a store that cannot be listed is passed over in silence',
    'catalog/read.ts',
    'unread.push(unreadOf(place.name, error))',
    'void unreadOf',
  ),
  of(
    'delete marks the first copy only',
    'command/mark/mark.ts',
    'await putRecordEverywhere(places, key, value, world.signal)\n      // A copy',
    'await putRecordEverywhere(places.slice(0, 1), key, value, world.signal)\n      // A copy',
  ),
  of(
    'undelete takes the first mark away only',
    'command/mark/mark.ts',
    'await removeEverywhere(places, objectName.trash',
    'await removeEverywhere(places.slice(0, 1), objectName.trash',
  ),
  of(
    'the cache is believed',
    'catalog/shelf/shelf.ts',
    "const enough = from === 'cache' ? known",
    'const enough = from ? known',
    'catalog/unchanged.ts',
    'if (!isDeepStrictEqual(there, manifest))',
    'if (!isDeepStrictEqual(there, manifest) && false)',
  ),
  of(
    'the clock is believed',
    'catalog/clock.ts',
    'if (theirsAt && Math.abs(offMs) > clockMs)',
    'if (theirsAt && Math.abs(offMs) > clockMs && false)',
    'catalog/witness.ts',
    'if (same && same.run !== runId) before.add(id)',
    'before.add(id)',
  ),
  of(
    'a copy is healed from one that nobody has verified',
    'command/copy/broken.ts',
    'const body = checked(await from.store.get(key, { signal }), part, `${key} in ${from.store.where}`)',
    'const body = checked.length > 0 ? await from.store.get(key, { signal }) : undefined as never',
  ),
  of(
    'a proof of one copy condemns the backup',
    'catalog/entry.ts',
    "failures.some((finding) => finding.blame === 'data')",
    "failures.some((finding) => finding.blame === 'data' || finding.blame === 'copy')",
  ),
  of(
    'what was set aside is purged at once',
    'catalog/mark/aside.ts',
    'keptUntil(mark, writtenAt) > now) continue',
    '(keptUntil(mark, writtenAt) > now && false)) continue',
  ),
  of('one run alone purges', 'catalog/witness.ts', 'if (same && same.run !== runId) before.add(id)', 'before.add(id)'),
  of(
    'a store that was given up is never tried again',
    'store/limit.ts',
    '  #givenUp: Problem | undefined\n',
    '  static readonly gone = new Map<string, Problem>()\n  get #givenUp(): Problem | undefined {\n    return LimitedStore.gone.get(this.#store.where)\n  }\n  set #givenUp(problem: Problem | undefined) {\n    if (problem) LimitedStore.gone.set(this.#store.where, problem)\n  }\n',
  ),
  of(
    'a lease that nobody renews is waited for for ever',
    'catalog/lease/lease.ts',
    'if (silentSince) throw',
    'if (silentSince && false) throw',
  ),
  of(
    'a store that cannot be listed is an empty one to retention',
    'retain/decide.ts',
    'const refused = unlisted(options) ?? emptyRules(rules)',
    'const refused = emptyRules(rules)',
  ),
  of(
    'failover hides the damaged copy',
    'command/copy/failover.ts',
    "passedOver.push({ level: 'warning', blame: 'copy', message })",
    'void message',
    'command/copy/failover.ts',
    "if (error.code !== 'key-wrong')",
    'if (error.code === undefined)',
  ),
  of(
    'a restore knows one copy only',
    'command/copy/failover.ts',
    'const next = stores[index + 1]',
    'const next = undefined as string | undefined',
  ),
  of(
    'retire takes what is held',
    'command/mark/retire.ts',
    'const because = held\n',
    'const because = held && false\n',
  ),
  of(
    'what was retired goes after two days',
    'command/mark/retire.ts',
    'trashMark(world.now(), defaultGrace, because)',
    'trashMark(world.now(), { ...defaultGrace, days: 2 }, because)',
    'command/mark/retire.ts',
    'keepsEverything(defaultGrace, 0)',
    'keepsEverything({ ...defaultGrace, days: 2 }, 0)',
  ),
  {
    log: true,
    ...of(
      'a server may forget its log before it is stored',
      'command/log/collect.ts',
      'await upload.stored()\n    const [unreadable]',
      'await log.release(result.to)\n    await upload.stored()\n    const [unreadable]',
    ),
  },
  {
    log: true,
    ...of(
      'the piece that reaches a moment is not played back',
      'judge/window.ts',
      'const log = rest.slice(0, ends + 1)',
      'const log = rest.slice(0, ends)',
    ),
  },
]
