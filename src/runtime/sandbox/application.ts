import type { Application, ApplicationSpec } from '../contract.ts'
import { docker, type Environment } from '../docker.ts'
import { redact } from '../redact.ts'
import { addressIn } from './network.ts'
import { lastLog, type SandboxOptions, started } from './sandbox.ts'

/**
 * Starts an application on restored data. It reaches that data and nothing else: it is on the network of the throw-away
 * server, or on one of its own, from which nothing leads out. It has the rights of a throw-away server.
 * @throws Problem `sandbox-failed`, where its container cannot be started.
 */
export async function startApplication(spec: ApplicationSpec, options: SandboxOptions): Promise<Application> {
  const { data, port, secrets, mount } = spec
  const { baseEnv } = options
  const [network, flags] =
    'network' in data ? [{ join: data.network }, []] : (['own', mounted(data.folder, mount)] as const)
  return await started(spec, options, { network, flags, named: 'drill.application.image' }, async (name, signal) => {
    const on = typeof network === 'object' ? network.join : name
    return {
      address: { host: await addressIn(name, on, baseEnv, signal), port },
      ended: () => endOf(name, baseEnv, signal),
      log: async () => redact(await lastLog(name, baseEnv, signal), secrets),
    }
  })
}

/** What was restored belongs to this process: the application is the same user, or could not read it. */
function mounted(folder: string, at: string): readonly string[] {
  const user = process.getuid && process.getgid ? ['--user', `${process.getuid()}:${process.getgid()}`] : []
  return [...user, '--mount', `"type=bind","source=${quoted(folder)}","target=${quoted(at)}"`]
}

// Docker reads it as a line of CSV.
const quoted = (path: string) => path.replaceAll('"', '""')

async function endOf(name: string, env: Environment, signal: AbortSignal): Promise<string | undefined> {
  const format = '{{.State.Status}} {{.State.ExitCode}} {{.State.OOMKilled}}'
  const [status, code, starved] = (await docker(['inspect', '--format', format, name], env, signal)).trim().split(' ')
  if (status !== 'exited' && status !== 'dead') return undefined
  return starved === 'true' ? 'it ran out of memory' : `exit code ${code}`
}
