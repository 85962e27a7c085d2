#!/bin/bash
# A bake on Slurm: `sbatch slurm.sh INPUT OUTPUT`. Untried: nobody has run it yet.
# The folder has the packages in .venv and weights/galaxy.onnx; INPUT and OUTPUT are on a file system that all nodes see.
#SBATCH --job-name=morphospace-bake
#SBATCH --nodes=4
#SBATCH --ntasks-per-node=1
#SBATCH --cpus-per-task=32
#SBATCH --mem=64G
#SBATCH --time=24:00:00
#SBATCH --requeue
# An interrupted job goes on where it was.
set -euo pipefail
input=$1 output=$2
source .venv/bin/activate
export RAY_USAGE_STATS_ENABLED=0

head=$(scontrol show hostnames "$SLURM_JOB_NODELIST" | head -n 1)
address="$(srun --nodes=1 --ntasks=1 -w "$head" hostname --ip-address | awk '{print $1}'):6379"

srun --nodes=1 --ntasks=1 -w "$head" ray start --head --port=6379 --num-cpus="$SLURM_CPUS_PER_TASK" --block &
sleep 30
if [ "$SLURM_NNODES" -gt 1 ]; then
  srun --nodes=$((SLURM_NNODES - 1)) --ntasks=$((SLURM_NNODES - 1)) --exclude="$head" \
    ray start --address="$address" --num-cpus="$SLURM_CPUS_PER_TASK" --block &
  sleep 30
fi

srun --overlap --nodes=1 --ntasks=1 -w "$head" \
  python -m morphospace_bake "$input" "$output" --weights weights/galaxy.onnx --address "$address"
