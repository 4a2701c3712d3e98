/* The least of a tar: what stand-ins give, which have no module but node's own. */

const block = 512

export function tarHeader(name: string, size: number): Buffer {
  const bytes = Buffer.alloc(block)
  bytes.write(name, 0)
  bytes.write('0000644\0', 100)
  bytes.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  bytes.write('        ', 148)
  bytes.write('0', 156)
  bytes.write('ustar', 257)
  bytes.write('00', 263)
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return bytes
}

export const tarPadding = (size: number) => Buffer.alloc((block - (size % block)) % block)
export const tarEnd = Buffer.alloc(2 * block)

export function tarOf(files: readonly { readonly name: string; readonly content: string }[]): Buffer {
  const members = files.map(({ name, content }) => {
    const bytes = Buffer.from(content)
    return Buffer.concat([tarHeader(name, bytes.length), bytes, tarPadding(bytes.length)])
  })
  return Buffer.concat([...members, tarEnd])
}
