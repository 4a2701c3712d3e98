import { expect, test } from 'vitest'
import { openPullRequest } from './pull-request.ts'

test('report --comment keeps one comment of a pull request, beside that of the plan, and is refused elsewhere', async () => {
  await using pull = await openPullRequest()
  const { office, github } = pull
  await office.run('plan', {})
  await office.run('report', { comment: true })
  const { markdown } = await office.run('report', { comment: true })
  expect(github.comments.map(({ body }) => body.split('\n')[0])).toEqual([
    '<!-- backproof plan of shop -->',
    '<!-- backproof report of shop -->',
  ])
  expect(github.comments[1]?.body.split('\n')[1]).toBe(markdown?.split('\n')[0])
  office.env({ GITHUB_EVENT_NAME: 'schedule' })
  expect(await office.refused('report', { comment: true })).toMatchObject({ code: 'usage' })
})
