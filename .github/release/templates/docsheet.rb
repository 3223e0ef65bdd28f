# The formula of docsheet @VERSION@ for Homebrew, under macOS and Linux.
class Docsheet < Formula
  desc "Turns cheat-sheet definitions into docsets for Dash and Zeal"
  homepage "@REPOSITORY@"
  version "@VERSION@"
  license "MIT"

  on_macos do
    on_arm do
      url "@REPOSITORY@/releases/download/v@VERSION@/docsheet-@VERSION@-aarch64-apple-darwin.tar.gz"
      sha256 "@aarch64-apple-darwin@"
    end
    on_intel do
      url "@REPOSITORY@/releases/download/v@VERSION@/docsheet-@VERSION@-x86_64-apple-darwin.tar.gz"
      sha256 "@x86_64-apple-darwin@"
    end
  end

  on_linux do
    on_arm do
      url "@REPOSITORY@/releases/download/v@VERSION@/docsheet-@VERSION@-aarch64-unknown-linux-gnu.tar.gz"
      sha256 "@aarch64-unknown-linux-gnu@"
    end
    on_intel do
      url "@REPOSITORY@/releases/download/v@VERSION@/docsheet-@VERSION@-x86_64-unknown-linux-gnu.tar.gz"
      sha256 "@x86_64-unknown-linux-gnu@"
    end
  end

  def install
    bin.install "docsheet"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/docsheet.bash" => "docsheet"
    zsh_completion.install "completions/docsheet.zsh" => "_docsheet"
    fish_completion.install "completions/docsheet.fish"
    pkgshare.install "data"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/docsheet --version")
    system bin/"docsheet", "build", pkgshare/"data", "--output", testpath/"output"
    assert_match "486 Busy Here", shell_output("#{bin}/docsheet search 486 --docsets #{testpath}/output")
  end
end
