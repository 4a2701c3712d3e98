import { randomUUID } from 'node:crypto'
import { Problem } from '../problem.ts'
import { launch } from './child.ts'
import type { Address, Runtime, Service } from './contract.ts'
import {
  cleanupSignal,
  docker,
  dockerMissing,
  type Environment,
  environmentFlags,
  explainDocker,
  isGone,
  isRunning,
  pause,
  whileStarting,
} from './docker.ts'

export interface DockerExecOptions {
  /** The name for people: that of the service, "postgres". */
  readonly name: string
  readonly service: Service
  /** The docker client's own environment: PATH, HOME, DOCKER_HOST. */
  readonly baseEnv: Environment
  /** "999:999"; default: the container's own. */
  readonly user?: string
}

/**
 * Runs programs in a running container. Their environment carries a mark by which they, and all that they started, are
 * found again: ending the docker client does not end what it started.
 */
export function dockerExec(options: DockerExecOptions): Runtime {
  const { name, service, baseEnv, user } = options
  const asUser = user === undefined ? [] : ['--user', user]
  const where = `docker exec ${name}`
  return {
    where,
    spawn: (command, signal) => {
      const mark = randomUUID()
      const env = { ...command.env, BACKPROOF_MARK: mark }
      const input = command.stdin === 'open' ? ['-i'] : []
      return launch(
        command,
        {
          where,
          file: 'docker',
          // By a shell, because docker itself writes to stdout that it cannot find a program.
          args: [
            'exec',
            ...input,
            ...asUser,
            ...environmentFlags(env),
            service.id,
            ...viaShell,
            command.program,
            ...command.args,
          ],
          env: { ...baseEnv, ...env },
          halt: (isAlive) => whileStarting(() => halt([...asUser, service.id], mark, where, baseEnv), isAlive),
          explain: explainDocker(where, name),
          missing: dockerMissing,
        },
        signal,
      )
    },
    reach: (server) => reachFromInside(server, name, service),
  }
}

const viaShell = ['sh', '-c', 'exec "$@"', 'sh']

/** This machine's own address. Inside a container it is the container's. */
export function isLocal(host: string): boolean {
  return ['localhost', '::1', '[::1]', '0.0.0.0'].includes(host.toLowerCase()) || /^127(\.\d+){3}$/.test(host)
}

function reachFromInside(server: Address, name: string, service: Service): Address {
  if (server.host === name) return { host: '127.0.0.1', port: server.port }
  if (!isLocal(server.host)) return server
  const mapped = containerPort(service, server.port)
  return mapped === undefined ? server : { host: '127.0.0.1', port: mapped }
}

/** The container's own port behind a port of the host; undefined where none is mapped to it. */
export function containerPort(service: Service, hostPort: number): number | undefined {
  const entry = Object.entries(service.ports ?? {}).find(([, port]) => Number(port) === hostPort)
  return entry === undefined ? undefined : Number.parseInt(entry[0], 10)
}

/*
 * Prints how many processes with the mark there are, and which of them it has signalled now; those of "$3" were before. Without
 * ps, which official images do not have. A process whose children live is left for later: they would be handed to the container's
 * first process. Where that is PostgreSQL's, it takes a child of its that a signal ends for a crash of one of its own, and ends
 * every session: so what it was handed anyway is only waited for.
 */
export const signalMarked = `read -r first </proc/1/comm
found= parents=' '
for file in $(grep -ls -e "BACKPROOF_MARK=$1" /proc/[0-9]*/environ 2>/dev/null); do
  pid=\${file#/proc/} pid=\${pid%/environ} parent=
  while read -r key value; do
    if [ "$key" = PPid: ]; then parent=$value; break; fi
  done 2>/dev/null </proc/$pid/status
  [ -n "$parent" ] || continue
  found="$found $pid:$parent" parents="$parents$parent "
done
n=0 told=
for one in $found; do
  pid=\${one%:*}
  n=$((n+1))
  case "$parents" in *" $pid "*) [ "$first" != postgres ] && [ "$2" = KILL ] || continue ;; esac
  [ "\${one#*:}:$first" != 1:postgres ] || continue
  case "$2 $3 " in 'TERM '*" $pid "*) continue ;; esac
  if kill -s "$2" "$pid" 2>/dev/null; then told="$told $pid"; else n=$((n-1)); fi
done
echo "$n$told"`

const graceMs = 3000
const limitMs = 30_000

/** Ends every process with the mark. False if there was none. */
async function halt(at: readonly string[], mark: string, where: string, env: Environment): Promise<boolean> {
  const signal = cleanupSignal()
  const told = new Set<string>()
  for (let waited = 0; waited < limitMs; waited += 100) {
    const name = waited < graceMs ? 'TERM' : 'KILL'
    try {
      const args = [...at, 'sh', '-c', signalMarked, 'sh', mark, name, ` ${[...told].join(' ')}`]
      const [left, ...now] = (await docker(['exec', ...args], env, signal)).trim().split(' ')
      if (Number(left) === 0) return waited > 0
      for (const pid of now) told.add(pid)
    } catch (error) {
      // A container that ends takes its processes along, and this one too.
      if (isGone(error) || !(await isRunning(at.at(-1) ?? '', env, signal))) return true
      throw error
    }
    await pause(100)
  }
  throw new Problem('tool-failed', `a program in ${where} is still running, although it was killed`, {
    hint: 'Restart that container: nothing else ends the program.',
  })
}
