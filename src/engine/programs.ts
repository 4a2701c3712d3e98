import type { EngineName, Source } from '../policy/policy.ts'
import { Problem } from '../problem.ts'
import { dockerExec, hostRuntime, type Runtime, runningContainer } from '../runtime/runtime.ts'
import type { ChooseOptions } from './contract.ts'
import { connectionOf, type ServerUrl } from './postgres/connection.ts'
import { choosePostgres, image, onHost } from './postgres/programs.ts'

/** What programs are chosen for: a source, or the target of a restore. */
export type Served = Pick<Source, 'name' | 'tools'> &
  ((ServerUrl & { readonly engine: 'postgres' }) | { readonly engine: Exclude<EngineName, 'postgres'> })

/**
 * Where a source's programs run: as its `tools` say; by default a service container that fits, else an image of the
 * server's version, else the host.
 * @throws Problem `tool-version` or `tool-missing`, saying what was found where.
 */
export async function chooseRuntime(source: Served, options: ChooseOptions, signal: AbortSignal): Promise<Runtime> {
  const { tools } = source
  if (source.engine !== 'postgres') {
    if (tools.kind === 'service') return await service(tools.service, options, signal)
    if (tools.kind === 'image') throw mustSeeFiles(source)
    return hostRuntime({ env: options.baseEnv })
  }
  switch (tools.kind) {
    case 'service':
      return await service(tools.service, options, signal)
    case 'image':
      return image(tools.image, connectionOf(source).host, options)
    case 'host':
      return await onHost(source, options, signal)
    case 'auto':
      return await choosePostgres(source, options, signal)
  }
}

function mustSeeFiles(source: Served): Problem {
  return new Problem(
    'tool-missing',
    `source ${source.name}: a container of an image does not see this machine's files`,
    {
      hint: 'Say tools: host.',
    },
  )
}

async function service(name: string, { services, baseEnv }: ChooseOptions, signal: AbortSignal): Promise<Runtime> {
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
