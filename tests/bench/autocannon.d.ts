declare module "autocannon" {
  type Request = { method?: string; path?: string; body?: string; headers?: Record<string, string> };
  type Options = {
    url: string;
    connections: number;
    duration: number;
    requests: (Request & { setupRequest?: (request: Request) => Request })[];
  };
  type Result = {
    duration: number;
    errors: number;
    non2xx: number;
    "2xx": number;
    latency: { p50: number; p99: number };
  };
  // biome-ignore lint/style/noDefaultExport: the package has one
  export default function autocannon(options: Options): Promise<Result>;
}
