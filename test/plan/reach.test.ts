import { expect, test } from 'vitest'
import { reachOf, scheduleChecks } from '../../src/plan/plan.ts'
import { type Policy, parsePolicy } from '../../src/policy/policy.ts'

function policy(source: string): Policy {
  const checks = { recipient: () => undefined, signer: () => undefined, ...scheduleChecks }
  const text = `version: 1
project: shop
encryption: { recipients: [k1] }
stores: { a: { directory: { path: ./a } } }
sources: { orders: { engine: postgres, ${source} } }`
  return parsePolicy(text, { path: 'p.yml', env: {}, checks })
}

const says = (before: string, after: string) =>
  reachOf(policy(before), policy(after), [], (key) => key).map(({ kind, source, says }) => `${kind} ${source}: ${says}`)
const url = 'url: "${DB}"'

test('another image is given data that it did not have before, and another tag of the same image is an upgrade', () => {
  const images = (tools: string, proof: string) => `${url}, tools: { image: "${tools}" }, verify: { image: "${proof}" }`
  expect(says(images('postgres:17', 'postgres:17'), images('postgres:18', 'postgres@sha256:abc'))).toEqual([])
  expect(says(images('postgres:17', 'postgres:17'), images('evil:5000/postgres:17', 'evil/postgres'))).toEqual([
    'read orders: the image evil:5000/postgres:17 is given what opens the source',
    'read orders: the image evil/postgres is given what test restores open',
  ])
  expect(says(url, `${url}, tools: { image: "evil/postgres" }`)).toHaveLength(1)
})

test('other tables of the same database count as other data', () => {
  expect(says(url, `${url}, tables: { exclude: [customers] }`)).toEqual([
    'take orders: ${DB} (without tables customers) is taken instead of ${DB}',
  ])
})

test('a policy that is new or removed reaches nothing that a review could compare', () => {
  expect(reachOf(undefined, policy(url), [], String)).toEqual([])
  expect(reachOf(policy(url), undefined, [], String)).toEqual([])
})

test('another machine is given what opens the source, and a new key of the same one is not another', () => {
  const key = (end: string) => `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDBYDuuxvBlaje/7XmhLMcEJt9dxrHr2CZ0doOMvZb${end}`
  const tools = (ssh: string, end = '68') => `${url}, tools: { ssh: ${ssh}, host-key: "${key(end)}" }`
  expect(says(url, tools('a@db'))).toEqual(['read orders: ssh a@db is given what opens the source'])
  expect(says(tools('a@db'), tools('a@evil'))).toEqual(['read orders: ssh a@evil is given what opens the source'])
  expect(says(tools('a@db'), tools('a@db', '6A'))).toEqual([])
  expect(says(tools('a@db'), url)).toEqual([])
})

test('another machine in between sees the connection', () => {
  const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDBYDuuxvBlaje/7XmhLMcEJt9dxrHr2CZ0doOMvZb68'
  const via = (ssh: string) => `${url}, via: { ssh: "${ssh}", host-key: "${key}" }`
  expect(says(url, via('a@bastion'))).toEqual(['read orders: ssh a@bastion forwards the connection to the server'])
  expect(says(via('a@bastion'), via('a@bastion:2222'))).toEqual([
    'read orders: ssh a@bastion:2222 forwards the connection to the server',
  ])
  expect(says(via('a@bastion'), url)).toEqual([])
})
