/** Ten digits as people write them: `0 (532) 418 60 17`. A masked number stays as it came. */
export function phoneText(phone: string | null): string | null {
  const [, area, first, second, third] = /^(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(phone ?? "") ?? [];
  return area ? `0 (${area}) ${first} ${second} ${third}` : phone;
}
