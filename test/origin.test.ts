import { expect, test } from 'vitest'
import { originOf } from '../src/world.ts'

test('the actor of a repeated workflow is the person who ran it again, not the one who started it first', () => {
  const env = { GITHUB_ACTOR: 'octocat', GITHUB_TRIGGERING_ACTOR: 'ada' }
  expect(originOf(env, 'h')['actor']).toBe('ada')
  expect(originOf({ GITHUB_ACTOR: 'octocat' }, 'h')['actor']).toBe('octocat')
})
