// Before anything of the program: it takes the clock and chance from under it.
import './ground.ts'
import { readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    minutes: { type: 'string' },
    worlds: { type: 'string' },
    steps: { type: 'string' },
    without: { type: 'string' },
    log: { type: 'boolean' },
    verbose: { type: 'boolean' },
    'no-shrink': { type: 'boolean' },
    help: { type: 'boolean' },
  },
})
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed)
const worlds = Number(values.worlds ?? 1)
const minutes = Number(values.minutes ?? 1)
const steps = Number(values.steps ?? 24)
const usage = `script/soak [--log] [--seed N] [--minutes M | --worlds N] [--steps N] [--without N,N...] [--verbose] [--no-shrink]
script/soak --mutants [NAME...]
Random commands on faulty stores in simulated time, checked by a model. Without a seed, a minute from a fresh one.
  --log        a source whose log is collected: its pieces, bases, restores to a moment, and a server with a clock of its own
  --worlds N   so many worlds to their ends, each from a seed of its own: N of --seed and those that follow it
  --steps N    of each world (24)
  --without    leaves steps of a world out: what a failure prints as "shorter"
  --verbose    tells every call to a store, every fault, and what each command said
  --no-shrink  does not look for a shorter story of a failure
  --mutants    puts known faults into a copy of the program; each must be found in one of 40 worlds
test/soak/README.md says more.`
if (values.help) {
  console.log(usage)
  process.exit(0)
}
if (![seed, minutes, worlds, steps].every((value) => Number.isFinite(value) && value >= 0)) {
  console.error(usage)
  process.exit(2)
}
const { episodeOf, soak } = await import('./soak.ts')
const { kindOf, shrink } = await import('./shrink.ts')
// All of the program, now: a module that is loaded in the middle of a simulation takes as long as the disk likes.
const program = new URL('../../src/', import.meta.url)
const edges = ['cli.ts', 'action.ts', 'bundle.ts']
for (const name of readdirSync(program, { recursive: true, encoding: 'utf8' }).sort())
  if (name.endsWith('.ts') && !edges.includes(name)) await import(new URL(name, program).href)

const without = new Set(values.without?.split(',').map(Number))
// One seed alone is one world, to its end.
const isTimed = values.minutes !== undefined || (values.seed === undefined && values.worlds === undefined)
console.log(`soak: from seed ${seed}${isTimed ? `, for ${minutes} min` : ''}`)
const log = values.log === true
const told = { steps, without, log, ...(values.verbose ? { tell: console.log } : {}) }
const { failure, ...counts } = await soak({ ...told, seed, end: isTimed ? { afterMs: minutes * 60_000 } : { worlds } })
console.log(JSON.stringify(counts))
if (failure) {
  const { step, steps: prefix, message } = failure
  console.log(`FAILED at step ${step} of seed ${failure.seed}: ${message}`)
  console.log(`again: script/soak ${log ? '--log ' : ''}--seed ${failure.seed} --steps ${prefix} --verbose`)
  if (!values.verbose && !values['no-shrink'] && without.size === 0) {
    const fails = async (left: ReadonlySet<number>) => {
      const again = (await episodeOf(failure.seed, { steps: prefix, without: left, log })).failure
      return again !== undefined && kindOf(again.message) === kindOf(message)
    }
    const left = await shrink(prefix, fails, Date.now() + 60_000)
    if (left.size > 0)
      console.log(
        `shorter: script/soak ${log ? '--log ' : ''}--seed ${failure.seed} --steps ${prefix} --without ${[...left]} --verbose`,
      )
  }
  process.exit(1)
}
