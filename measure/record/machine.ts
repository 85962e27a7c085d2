import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';

/** What a figure was computed on. */
export interface Machine {
  cpu: string;
  cores: number;
  /** `none` where the machine shows no GPU to programs */
  gpu: string;
  /** Without the v: `20.19.2` */
  node: string;
}

/** This machine. */
export function thisMachine(): Machine {
  const all = cpus();
  return {
    cpu: all[0]?.model.trim() || 'unnamed CPU', // some virtual machines give an empty name
    cores: all.length,
    gpu: gpuName(),
    node: process.versions.node,
  };
}

function gpuName(): string {
  const asked = spawnSync('nvidia-smi', ['--query-gpu=name', '--format=csv,noheader'], { encoding: 'utf8' });
  const name = asked.status === 0 ? asked.stdout.trim().split('\n')[0] : '';
  if (name) return name;
  if (process.platform === 'linux') return existsSync('/dev/dri') ? 'unnamed GPU' : 'none';
  return 'not asked'; // other systems have no one command that tells
}
