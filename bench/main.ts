import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import type { Bench } from './contest.ts'
import { sqlFile } from './data.ts'
import { databaseMissing, databases, startDatabase } from './database.ts'
import { engineSection, enginesMissing } from './engine.ts'
import { incrementSection } from './increment.ts'
import { logMissing, logSection } from './log.ts'
import { parseOptions } from './option.ts'
import { build, ours } from './ours.ts'
import { opensearch, opensearchMissing } from './search.ts'
import { fromFile, fromPostgres, memory, restores, startUp, type Table } from './section.ts'
import { startServer } from './server.ts'
import { smallSection } from './small.ts'
import { markdown } from './table.ts'

const options = parseOptions(process.argv.slice(2))
if (typeof options === 'string') {
  process.stdout.write(options)
} else {
  const say = (text: string) => process.stderr.write(`bench: ${text}\n`)
  const home = process.env['BENCH_HOME'] ?? '/tmp/backproof-bench'
  mkdirSync(home, { recursive: true })
  if (!options.cli) say('building')
  const cli = options.cli ?? build(home)
  say('making the file')
  const file = sqlFile(home, options.sizeBytes)
  const wants = (...names: readonly string[]) => options.sections.some((name) => names.includes(name))
  const missing = await databaseMissing()
  if (missing) say(`without PostgreSQL: ${missing}`)

  await using server = await startServer(home)
  await using database =
    missing === undefined && wants('postgres', 'restore', 'memory')
      ? await startDatabase(options.sizeBytes * 0.7, say)
      : undefined
  const { rounds } = options
  const bench: Bench = { home, rounds, file, server, database, ours: ours(home, cli, file, server, database), say }

  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${server.name}`
  const done: { machine: string; rounds: number; tables: Table[]; startSeconds?: number } = {
    machine,
    rounds,
    tables: [],
  }
  // At once: whatever breaks an hour's run later, what was measured stays.
  const save = () => options.json && writeFileSync(options.json, JSON.stringify(done, null, 2))
  const show = (tables: readonly Table[]) => {
    done.tables.push(...tables)
    for (const table of tables) process.stdout.write(`\n${markdown(table)}\n`)
    save()
  }
  process.stdout.write(`${machine}; medians of ${rounds} rounds\n`)
  if (wants('file')) show(await fromFile(bench))
  if (database && wants('postgres')) for (const name of databases) show(await fromPostgres(bench, name))
  if (database && wants('restore')) for (const name of databases) show(await restores(bench, name))
  if (wants('small')) show(await smallSection(bench))
  if (wants('increment')) show(await incrementSection(bench, options.sizeBytes < 2 ** 28 ? 5_000 : 100_000))
  const noLog = wants('log') ? await logMissing() : 'not asked for'
  if (noLog === undefined) show(await logSection(bench, options.sizeBytes))
  else if (wants('log')) say(`without logs: ${noLog}`)
  const noEngines = wants('engines') ? enginesMissing() : 'not asked for'
  if (noEngines === undefined)
    show(await engineSection(bench, options.sizeBytes * 2, Math.round((options.sizeBytes / 2 ** 20) * 2000)))
  else if (wants('engines')) say(`without engines: ${noEngines}`)
  const noSearch = wants('engines') ? await opensearchMissing() : 'not asked for'
  if (noSearch === undefined) show(await opensearch(bench, Math.round((options.sizeBytes / 2 ** 20) * 2000)))
  else if (wants('engines')) say(`without OpenSearch: ${noSearch}`)
  if (wants('memory')) show(await memory(bench))
  if (wants('start')) {
    done.startSeconds = await startUp(bench)
    process.stdout.write(`\n\`backproof list\` on an empty store: ${done.startSeconds.toFixed(2)} s\n`)
  }
  process.stdout.write(
    `\nload averages at the end: ${loadavg()
      .map((load) => load.toFixed(1))
      .join(', ')}\n`,
  )
  save()
}
