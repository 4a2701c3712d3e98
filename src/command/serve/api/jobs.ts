import type { z } from 'zod'
import { HttpProblem, json } from '../http/answer.ts'
import type { Endpoint } from '../http/router.ts'
import { isOver, type Job } from '../job/job.ts'
import type { Server } from './contract.ts'
import { ask, tell } from './shape.ts'

export const started = (job: Job) => json(job, 202, { Location: `/api/jobs/${job.id}` })

export function jobEndpoints({ jobs }: Server): readonly Endpoint[] {
  const none = () =>
    new HttpProblem(404, 'unknown-job', 'there is no such job', {
      hint: 'Jobs are forgotten after a while, and as the server starts again; the stores keep the records of runs.',
    })
  return [
    {
      method: 'GET',
      path: '/api/jobs',
      name: 'listJobs',
      summary: 'List the jobs of this server, newest first',
      query: ask.jobs,
      answers: {
        200: { says: 'The jobs since the server was started, at most the last 200 that ended.', is: tell.jobs },
      },
      refusals: [],
      handle({ query }) {
        const { state, command, source, limit } = query as z.output<typeof ask.jobs>
        const found = jobs
          .list()
          .filter((job) => state === undefined || job.state === state)
          .filter((job) => command === undefined || job.command === command)
          .filter((job) => source === undefined || job.sources.includes(source))
        return json({ version: 1, jobs: found.slice(0, limit === undefined ? undefined : Number(limit)) })
      },
    },
    {
      method: 'GET',
      path: '/api/jobs/{id}',
      name: 'showJob',
      summary: 'Show one job: state, progress, the end of its log, its result',
      parameters: ask.job,
      answers: { 200: { says: 'The job.', is: tell.job } },
      refusals: [404],
      handle({ parameters }) {
        const job = jobs.get(parameters['id'] ?? '')
        if (!job) throw none()
        return json(job)
      },
    },
    {
      method: 'DELETE',
      path: '/api/jobs/{id}',
      name: 'cancelJob',
      summary: 'Cancel a job that waits or runs',
      parameters: ask.job,
      answers: { 202: { says: 'The job, which is being ended.', is: tell.started } },
      refusals: [404, 409],
      handle({ parameters }) {
        const known = jobs.get(parameters['id'] ?? '')
        if (!known) throw none()
        if (isOver(known)) throw new HttpProblem(409, 'job-over', `this job has ${known.state} already`)
        return json(jobs.cancel(known.id) ?? known, 202)
      },
    },
  ]
}
