import { join } from 'node:path'
import { isGrounded } from './chain.ts'
import { seedGround } from './ground.ts'
import { describeOutcome } from './outcome.ts'
import type { Random } from './random.ts'
import type { Surroundings, Terminal } from './terminal.ts'

/** The last word: with nothing wrong any more, everything is well within days, and every backup that is there restores. */
export async function heal(
  { simulation, model, home, terminal }: Surroundings & { readonly terminal: Terminal },
  random: Random,
): Promise<void> {
  seedGround(random.fork('heal'))
  for (let day = 0; day < 3; day++) {
    simulation.now += 26 * 3_600_000
    await terminal.calmly(`heal${day}`, { command: 'run', options: { apply: true } })
  }
  const copies = [...model.backups.values()].flatMap((backup) =>
    model
      .wholeIn(backup)
      .filter((store) => !model.mark(store, backup) && isGrounded(model, backup))
      .map((store) => ({ id: backup.id, store })),
  )
  for (const { id, store } of random.some(copies, 8 / Math.max(8, copies.length))) {
    const into = join(home, `last-${id}-${store}`)
    const outcome = await terminal.calmly(`last ${id} ${store}`, {
      command: 'restore',
      options: { id: [id], store, into },
    })
    const fine = outcome.kind === 'done' && outcome.result.problems.length === 0
    model.must(fine, `${id} is whole in ${store}, and cannot be restored from there: ${describeOutcome(outcome)}`)
  }
}
