import { expect, test } from 'vitest'
import { originOf } from '../src/world.ts'

test('who ran a workflow again has asked for what it does, not who began it', () => {
  const env = { GITHUB_ACTOR: 'octocat', GITHUB_TRIGGERING_ACTOR: 'ada' }
  expect(originOf(env, 'h')['actor']).toBe('ada')
  expect(originOf({ GITHUB_ACTOR: 'octocat' }, 'h')['actor']).toBe('octocat')
})
