import type { DrilledSource } from '../../catalog/catalog.ts'
import type { Source } from '../../policy/policy.ts'
import { isFailure } from '../../problem.ts'
import type { Restored, TestWitness } from '../../verify/verify.ts'
import type { Project } from '../project/project.ts'
import { tryApplication } from './application.ts'

/** Looks on while a backup is restored: what a drill wants to know beside the proof. */
export class Witness implements TestWitness {
  readonly #project: Project
  readonly failures: unknown[] = []
  /** By the machine's monotonic clock: when the data was there. */
  readyAt: number | undefined
  assertions: DrilledSource['assertions']
  application: DrilledSource['application']
  readonly ask?: NonNullable<TestWitness['ask']>

  constructor(project: Project, source: Source) {
    this.#project = project
    const { application } = source
    if (application) this.ask = (restored, signal) => this.#try({ ...source, application }, restored, signal)
  }

  restored(): void {
    this.readyAt = this.#project.world.monotonicMs()
  }

  assertionsWere(asked: number, failed: number): void {
    if (asked > 0) this.assertions = { asked, outcome: failed === 0 ? 'passed' : 'failed' }
  }

  /** What the application does says nothing of the backup. */
  async #try(source: Parameters<typeof tryApplication>[1], restored: Restored, signal: AbortSignal): Promise<void> {
    const asked = source.application.answers.length
    this.application = { asked, outcome: 'failed' }
    try {
      await tryApplication(this.#project, source, restored, signal)
      this.application = { asked, outcome: 'passed' }
    } catch (error) {
      if (signal.aborted || !isFailure(error)) throw error
      this.failures.push(error)
    }
  }
}
