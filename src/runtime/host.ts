import { Problem } from '../problem.ts'
import { launch } from './child.ts'
import type { Runtime, Service } from './contract.ts'
import { forwardOf } from './forward.ts'

export interface HostOptions {
  /** What every program gets: PATH, HOME, LANG and what docker needs. */
  readonly env: Readonly<Record<string, string>>
  /** Those of them that are forwarded ports are found at those. */
  readonly services?: Readonly<Record<string, Service>>
}

/** Runs programs on this machine, each in a process group of its own. */
export function hostRuntime(options: HostOptions): Runtime {
  return {
    where: 'host',
    spawn: (command, signal) =>
      launch(
        command,
        {
          where: 'host',
          file: command.program,
          args: command.args,
          env: { ...options.env, ...command.env },
          explain: () => undefined,
          missing: new Problem('tool-missing', `${command.program} is not installed on the host`, {
            hint: packageHint(command.program),
          }),
        },
        signal,
      ),
    reach: (server) => forwardOf(server, options.services ?? {}) ?? server,
  }
}

export function packageHint(program: string): string {
  if (/^(pg_|psql)/.test(program)) {
    return "Install postgresql-client of the server's major version, or set tools: { image: postgres:<major> }."
  }
  if (program === 'docker') return 'Install Docker, or set tools: host.'
  return `Install ${program}, or add the directory that holds it to PATH.`
}
