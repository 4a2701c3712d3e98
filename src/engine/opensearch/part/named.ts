import { z } from 'zod'

/** An object of such things by name: zod's own loses one that is called `__proto__`. It is taken as it is. */
export const byName = <T>(shape: z.ZodType<T>) =>
  z.custom<Record<string, T>>(
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.values(value).every((one) => shape.safeParse(one).success),
  )

export const object = byName(z.unknown())
