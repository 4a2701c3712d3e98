import { answers, condemns, type Entry, objectName, type Proof } from '../../catalog/catalog.ts'
import { formatDuration } from '../../words/words.ts'
import type { Shortfall } from '../gate.ts'

/** What to type so that a source has again what its objectives ask for; undefined: no command does that. */
export function wayOut(kind: Shortfall, source: string, entries: readonly Entry[], now: Date): string | undefined {
  switch (kind) {
    case 'missing':
      return `Run \`backproof backup --source ${source}\`.`
    case 'stale':
      return `Run \`backproof backup --source ${source}\`; \`backproof plan\` says what is due and why.`
    case 'degraded':
      return `Run \`backproof run --source ${source}\`: it copies the sealed objects to the stores that lack them.`
    case 'damaged':
      return (
        ofTimeToCome(source, entries, now) ??
        `Run \`backproof backup --source ${source}\`, then \`backproof verify --source ${source} --level restore\` with the secret key.`
      )
    case 'unproven':
      return (
        ofTimeToCome(source, entries, now) ??
        `Run \`backproof verify --source ${source} --level restore\` with the secret key.`
      )
    case 'future-dated':
      return `Set the clock of the machine that made it, then run \`backproof backup --source ${source}\`.`
    default:
      return undefined
  }
}

/**
 * A failed proof that is dated in the future: whatever passes before that time does not answer it, so another restore is no
 * way out. undefined: there is none.
 */
export function ofTimeToCome(source: string, entries: readonly Entry[], now: Date): string | undefined {
  const [found] = entries.flatMap((entry) =>
    entry.proofs
      .filter((failed) => isToCome(failed, now) && !entry.proofs.some((other) => answers(other, failed)))
      .map((failed) => ({ ...failed, id: entry.id })),
  )
  return found && toCome(source, found, now)
}

export const isToCome = (proof: Proof, now: Date): boolean => condemns(proof) && proof.startedAt > now

function toCome(source: string, { id, level, store, startedAt, outcome }: Proof, now: Date): string {
  const name = objectName.proof(source, id, startedAt, level, store, outcome)
  const ahead = formatDuration(startedAt.getTime() - now.getTime())
  return `That time is ${ahead} to come, so a clock was wrong and no ${level} until then answers it: run \`backproof verify ${id} --level ${level}\`, and if that passes remove ${name} from ${store}.`
}
