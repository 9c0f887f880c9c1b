#!/bin/bash
# Becomes process 1 of one machine of a sandbox. It is started in mount, pid, uts and ipc namespaces of
# its own (control/machine.ts) and shares the network: a machine is one loopback address.
#
# The root file system is an overlay over this computer's: its programs are all there, what the machine
# writes lands in DISK/upper and is gone with it. Real: sshd, sudo, users, processes. Stand-in: systemd.
#
# usage: boot.sh DIRECTORY NAME ADDRESS PORT
#   DIRECTORY holds disk/ (a tmpfs), host_key, root_password and, when somebody prepared the machine as
#   create_users.yml would, authorized_key; boot.sh writes its process id there.
set -eu
umask 022

directory=$1 name=$2 address=$3 port=$4
here=$(dirname "$(readlink -f "$0")")
disk=$directory/disk
root=$disk/root

# Still the outer /proc: this is the process id as everybody else on this computer sees it.
read -r pid _ </proc/self/stat
echo "$pid" >"$directory/pid"

hostname "$name"
mkdir -p "$disk/upper" "$disk/work" "$root"
mount -t overlay -o "lowerdir=/,upperdir=$disk/upper,workdir=$disk/work" overlay "$root"

# --- what is not on the disk
mount -t proc proc "$root/proc"
mount --bind "$root/proc/sys" "$root/proc/sys"
mount -o remount,ro,bind "$root/proc/sys" # the kernel is this computer's: look, don't touch
mount -t tmpfs -o mode=755 dev "$root/dev"
for device in null zero full random urandom tty; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$root/dev/pts"
mount -t tmpfs -o mode=1777 shm "$root/dev/shm"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
for number in 0:stdin 1:stdout 2:stderr; do
  ln -s "/proc/self/fd/${number%:*}" "$root/dev/${number#*:}"
done
mount -t tmpfs -o mode=755 run "$root/run"
mount -t tmpfs -o mode=1777 tmp "$root/tmp"
mount -t tmpfs -o mode=700 root "$root/root"
mkdir -p "$root/run/sshd" "$root/run/systemd/system" "$root/run/dm-sandbox/faults"

# --- systemctl and journalctl, and the address to which the stand-in services bind
mkdir -p "$root/usr/local/lib/dm-sandbox" "$root/usr/local/sbin" "$root/usr/local/bin"
cp "$here"/systemd/*.py "$root/usr/local/lib/dm-sandbox/"
for client in systemctl journalctl; do
  rm -f "$root/usr/local/sbin/$client" "$root/usr/local/bin/$client"
  install -m 755 "$here/systemd/$client" "$root/usr/local/bin/$client"
  ln -s "../bin/$client" "$root/usr/local/sbin/$client"
done
echo "$address" >"$root/run/dm-sandbox/address"

# --- ssh
rm -f "$root"/etc/ssh/ssh_host_*
install -m 600 "$directory/host_key" "$root/etc/ssh/ssh_host_ed25519_key"
cat >"$root/etc/ssh/sshd_config" <<END
ListenAddress $address
Port $port
HostKey /etc/ssh/ssh_host_ed25519_key
PermitRootLogin yes
PasswordAuthentication yes
UsePAM yes
UseDNS no
MaxStartups 100:30:200
MaxSessions 1000
Subsystem sftp internal-sftp
END
# Without CAP_SYS_RESOURCE (a container, a microVM) pam_limits would refuse every login as soon as
# deploy.yml has written its limits.
sed -i '/pam_limits/d' "$root"/etc/pam.d/*
echo "127.0.0.1 localhost $name" >"$root/etc/hosts"
password=$(cat "$directory/root_password")
key=$(cat "$directory/authorized_key" 2>/dev/null || true)

mkdir -p "$root/outside"
cd "$root"
pivot_root . outside
cd /
umount -l /outside
rmdir /outside

echo "root:$password" | chpasswd
if [ -n "$key" ]; then
  id tidb >/dev/null 2>&1 || useradd --create-home --shell /bin/bash tidb
  install -d -m 700 -o tidb -g tidb /home/tidb/.ssh
  echo "$key" | install -m 600 -o tidb -g tidb /dev/stdin /home/tidb/.ssh/authorized_keys
  install -m 440 /dev/stdin /etc/sudoers.d/tidb <<<'tidb ALL=(ALL) NOPASSWD: ALL'
fi
exec /usr/bin/python3 -ESs /usr/local/lib/dm-sandbox/manager.py /usr/sbin/sshd -D -e
