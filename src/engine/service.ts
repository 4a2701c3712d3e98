import { Problem } from '../problem.ts'
import { dockerExec, type Runtime, runningContainer } from '../runtime/runtime.ts'
import type { Bench } from './contract.ts'

/** The programs of a service container. @throws Problem `tool-missing`, saying which there are. */
export async function serviceRuntime(
  name: string,
  { services, baseEnv }: Pick<Bench, 'services' | 'baseEnv'>,
  signal: AbortSignal,
): Promise<Runtime> {
  const known = Object.keys(services)
  const found = Object.hasOwn(services, name) ? services[name] : undefined
  // A laptop has no job: there a container is known by its own name.
  const used = found ?? (known.length === 0 ? await runningContainer(name, baseEnv, signal) : undefined)
  if (used !== undefined) return dockerExec({ name, service: used, baseEnv })
  const message = known.length === 0 ? `there is no running container ${name}` : `the job has no service ${name}`
  throw new Problem('tool-missing', message, {
    hint:
      known.length === 0
        ? 'Start the container, or in a workflow pass services: ${{ toJSON(job.services) }}.'
        : `Its services are ${known.join(', ')}.`,
  })
}
