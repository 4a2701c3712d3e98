/** "2026-11-28 18:59:17.123456" of a server, in microseconds. */
export function microseconds(utc: string): bigint {
  const [, day, time, fraction = ''] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?$/.exec(utc) ?? []
  if (day === undefined) throw new Error('the server tells a time of a form that is not known')
  return BigInt(Date.parse(`${day}T${time}Z`)) * 1000n + BigInt(fraction.padEnd(6, '0'))
}

/** Never later than it was. */
export const dateOf = (time: bigint): Date => new Date(Number(time / 1000n))

export const timeOf = (date: Date): bigint => BigInt(date.getTime()) * 1000n
