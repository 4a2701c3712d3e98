import type { DrilledSource } from '../../catalog/catalog.ts'
import type { TestWitness } from '../../verify/verify.ts'
import type { Project } from '../project/project.ts'

/** Looks on while a backup is restored: what a drill wants to know beside the proof. */
export class Witness implements TestWitness {
  readonly #project: Project
  readonly failures: unknown[] = []
  /** By the machine's monotonic clock: when the data was there. */
  readyAt: number | undefined
  assertions: DrilledSource['assertions']
  application: DrilledSource['application']

  constructor(project: Project) {
    this.#project = project
  }

  restored(): void {
    this.readyAt = this.#project.world.monotonicMs()
  }

  assertionsWere(asked: number, failed: number): void {
    if (asked > 0) this.assertions = { asked, outcome: failed === 0 ? 'passed' : 'failed' }
  }
}
