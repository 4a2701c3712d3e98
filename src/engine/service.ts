import { Problem } from '../problem.ts'
import { runningContainer, type Service } from '../runtime/runtime.ts'
import type { Bench } from './contract.ts'

/** The service container of that name. @throws Problem `tool-missing`, saying which there are. */
export async function namedService(
  name: string,
  { services, baseEnv }: Pick<Bench, 'services' | 'baseEnv'>,
  signal: AbortSignal,
): Promise<Service> {
  const known = Object.keys(services)
  const found = Object.hasOwn(services, name) ? services[name] : undefined
  // A laptop has no job: there a container is known by its own name.
  const used = found ?? (known.length === 0 ? await runningContainer(name, baseEnv, signal) : undefined)
  if (used !== undefined) return used
  const message = known.length === 0 ? `there is no running container ${name}` : `the job has no service ${name}`
  throw new Problem('tool-missing', message, {
    hint:
      known.length === 0
        ? 'Start the container, or in a workflow pass services: ${{ toJSON(job.services) }}.'
        : `Its services are ${known.join(', ')}.`,
  })
}
